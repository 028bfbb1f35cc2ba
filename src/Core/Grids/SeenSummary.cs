namespace Slams.Core.Grids;

/// <summary>A field of which each cell was seen in part, in numbers.</summary>
/// <param name="Fraction">Share of the globe's area that was seen, 0 to 1.</param>
/// <param name="Minimum">Smallest value of a cell.</param>
/// <param name="Mean">Mean over the area seen.</param>
/// <param name="Maximum">Largest value of a cell.</param>
public readonly record struct SeenSummary(double Fraction, double Minimum, double Mean, double Maximum)
{
    /// <summary>Sums up a field <c>[latitude, longitude]</c>.</summary>
    /// <param name="grid">Its grid.</param>
    /// <param name="values">Values; those that are not finite were not seen.</param>
    /// <param name="fractions">Share of each cell's area that was seen, 0 to 1.</param>
    /// <returns>NaN for the values when nothing was seen.</returns>
    /// <exception cref="ArgumentException">The field does not fit the grid.</exception>
    public static SeenSummary Of(LatLonGrid grid, ReadOnlySpan<float> values, ReadOnlySpan<float> fractions)
    {
        if (values.Length != grid.CellCount || fractions.Length != grid.CellCount)
        {
            throw new ArgumentException($"Expected {grid.CellCount} values and fractions, got {values.Length} and {fractions.Length}.", nameof(values));
        }

        var (minimum, maximum, sum, seen) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        for (var cell = 0; cell < values.Length; cell++)
        {
            if (float.IsFinite(values[cell]))
            {
                var area = grid.RowWeights[cell / grid.Columns] * fractions[cell];
                (sum, seen) = (sum + (area * values[cell]), seen + area);
                (minimum, maximum) = (Math.Min(minimum, values[cell]), Math.Max(maximum, values[cell]));
            }
        }

        return seen > 0
            ? new SeenSummary(seen / grid.CellCount, minimum, sum / seen, maximum)
            : new SeenSummary(0, double.NaN, double.NaN, double.NaN);
    }
}
