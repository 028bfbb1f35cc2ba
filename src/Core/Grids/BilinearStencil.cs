namespace Slams.Core.Grids;

/// <summary>The four cells round a position and their weights (sum 1): one row of a linear observation operator.</summary>
public readonly record struct BilinearStencil(
    int SouthWest, int SouthEast, int NorthWest, int NorthEast,
    float SouthWestWeight, float SouthEastWeight, float NorthWestWeight, float NorthEastWeight)
{
    /// <summary>Interpolates one row-major field to the position.</summary>
    public float Apply(ReadOnlySpan<float> field) =>
        (SouthWestWeight * field[SouthWest]) + (SouthEastWeight * field[SouthEast])
        + (NorthWestWeight * field[NorthWest]) + (NorthEastWeight * field[NorthEast]);

    /// <summary>Adds the transpose: spreads <paramref name="value"/> from the position to the four cells.</summary>
    public void ApplyAdjoint(float value, Span<float> field)
    {
        field[SouthWest] += SouthWestWeight * value;
        field[SouthEast] += SouthEastWeight * value;
        field[NorthWest] += NorthWestWeight * value;
        field[NorthEast] += NorthEastWeight * value;
    }
}
