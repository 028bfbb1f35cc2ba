using Slams.Core.Grids;

namespace Slams.Verification.Scores;

/// <summary>Scores of one global field against another, weighted by cos(latitude).</summary>
public static class FieldScores
{
    /// <summary>Area mean of a field.</summary>
    public static double Mean(LatLonGrid grid, ReadOnlySpan<float> field) => Average(grid, field, field, static (a, _) => a);

    /// <summary>Area mean of the square of a field, for example the mean variance of a spread.</summary>
    public static double MeanSquare(LatLonGrid grid, ReadOnlySpan<float> field) =>
        Average(grid, field, field, static (a, _) => a * a);

    /// <summary>Mean of analysis minus truth.</summary>
    public static double Bias(LatLonGrid grid, ReadOnlySpan<float> analysis, ReadOnlySpan<float> truth) =>
        Average(grid, analysis, truth, static (a, t) => a - t);

    /// <summary>Mean squared difference.</summary>
    public static double MeanSquaredError(LatLonGrid grid, ReadOnlySpan<float> analysis, ReadOnlySpan<float> truth) =>
        Average(grid, analysis, truth, static (a, t) => (a - t) * (a - t));

    /// <summary>Root of the mean squared difference.</summary>
    public static double Rmse(LatLonGrid grid, ReadOnlySpan<float> analysis, ReadOnlySpan<float> truth) =>
        Math.Sqrt(MeanSquaredError(grid, analysis, truth));

    /// <summary>Mean absolute difference.</summary>
    public static double MeanAbsoluteError(LatLonGrid grid, ReadOnlySpan<float> analysis, ReadOnlySpan<float> truth) =>
        Average(grid, analysis, truth, static (a, t) => Math.Abs(a - t));

    /// <summary>Correlation of the departures of analysis and truth from climatology; NaN where either has none.</summary>
    public static double AnomalyCorrelation(
        LatLonGrid grid, ReadOnlySpan<float> analysis, ReadOnlySpan<float> truth, ReadOnlySpan<float> climatology)
    {
        Require(grid, analysis.Length, truth.Length);
        Require(grid, climatology.Length, climatology.Length);
        double product = 0, analysed = 0, actual = 0;
        for (int row = 0, cell = 0; row < grid.Rows; row++)
        {
            var weight = grid.RowWeights[row];
            for (var column = 0; column < grid.Columns; column++, cell++)
            {
                var a = (double)analysis[cell] - climatology[cell];
                var t = (double)truth[cell] - climatology[cell];
                product += weight * a * t;
                analysed += weight * a * a;
                actual += weight * t * t;
            }
        }

        return product / Math.Sqrt(analysed * actual);
    }

    /// <summary>Area mean of a function of two fields.</summary>
    internal static double Average(
        LatLonGrid grid, ReadOnlySpan<float> first, ReadOnlySpan<float> second, Func<double, double, double> function)
    {
        Require(grid, first.Length, second.Length);
        var total = 0.0;
        for (int row = 0, cell = 0; row < grid.Rows; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < grid.Columns; column++, cell++)
            {
                sum += function(first[cell], second[cell]);
            }

            total += grid.RowWeights[row] * sum;
        }

        // Row weights have mean 1 over the rows.
        return total / grid.CellCount;
    }

    private static void Require(LatLonGrid grid, int first, int second)
    {
        if (first != grid.CellCount || second != grid.CellCount)
        {
            throw new ArgumentException($"Fields of {grid.CellCount} cells are needed, got {first} and {second}.");
        }
    }
}
