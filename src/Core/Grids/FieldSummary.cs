namespace Slams.Core.Grids;

/// <summary>Smallest value, mean over the area of the globe, and largest value of a field.</summary>
public readonly record struct FieldSummary(double Minimum, double Mean, double Maximum)
{
    /// <summary>Sums up a field <c>[latitude, longitude]</c>; values that are not finite are left out, and all NaN when none is.</summary>
    public static FieldSummary Of(LatLonGrid grid, ReadOnlySpan<float> values)
    {
        var (minimum, maximum, sum, weights) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i]))
            {
                var weight = grid.RowWeights[i / grid.Columns];
                (sum, weights) = (sum + (weight * values[i]), weights + weight);
                (minimum, maximum) = (Math.Min(minimum, values[i]), Math.Max(maximum, values[i]));
            }
        }

        return weights > 0 ? new FieldSummary(minimum, sum / weights, maximum) : new FieldSummary(double.NaN, double.NaN, double.NaN);
    }
}
