namespace Slams.Core.Grids;

/// <summary>A field brought onto another grid, row-major <c>[latitude, longitude]</c>.</summary>
/// <param name="Values">Area-weighted mean of the valid source cells; NaN where there was none.</param>
/// <param name="ValidFraction">Share of each cell's area that valid source cells cover, 0 to 1.</param>
/// <param name="SampleCount">Number of valid source cells that touch each cell.</param>
public sealed record RegriddedField(float[] Values, float[] ValidFraction, int[] SampleCount)
{
    /// <summary>Area-weighted standard deviation of the valid source cells; NaN where there was none, null where it was not asked for.</summary>
    public float[]? Spread { get; init; }
}
