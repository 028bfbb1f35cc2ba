using Slams.Core.Observations;

namespace Slams.Core.Analyses;

/// <summary>What one longwave frame brought to an analysis.</summary>
/// <param name="Platform">Platform or product.</param>
/// <param name="Time">Time of the frame, UTC.</param>
/// <param name="Flag">Verdict on the frame.</param>
/// <param name="Observed">Flux in W m-2, <c>[latitude, longitude]</c>; NaN where less than half of the cell was seen.</param>
/// <param name="Weight">Share of each value in the cell's mean over all frames of the window; 0 where it was not assimilated.</param>
public sealed record LongwaveFrame(string Platform, DateTimeOffset Time, QualityFlag Flag, float[] Observed, float[] Weight)
{
    /// <summary>Standard deviation assumed for the cells of this frame, W m-2; null: that of all frames (<see cref="LongwaveDepartures.Error"/>).</summary>
    public float? Error { get; init; }
}
