using Slams.Core.Grids;
using Slams.Verification.Scores;

namespace Slams.Verification.Comparison;

/// <summary>The area means of one level and cycle that every score over cycles follows from. Units of K.</summary>
/// <param name="AnalysisError">Mean squared error of the mean.</param>
/// <param name="ClimatologyError">Mean squared error of climatology.</param>
/// <param name="Bias">Mean of analysis minus truth.</param>
/// <param name="AbsoluteError">Mean absolute error of the mean.</param>
/// <param name="Correlation">Anomaly correlation.</param>
/// <param name="Variance">Mean ensemble variance (n−1).</param>
/// <param name="Crps">Fair CRPS when members are given, else that of a normal distribution.</param>
public readonly record struct LevelSums(
    double AnalysisError, double ClimatologyError, double Bias, double AbsoluteError, double Correlation, double Variance, double Crps)
{
    /// <summary>Compares every level of one cycle. Fields are in K, <c>[level, latitude, longitude]</c>.</summary>
    /// <param name="grid">Grid and levels.</param>
    /// <param name="mean">Ensemble mean.</param>
    /// <param name="spread">Ensemble standard deviation (n−1).</param>
    /// <param name="truth">The truth.</param>
    /// <param name="climatology">Climatology at the time.</param>
    /// <param name="memberFields">Fields of the members when the fair CRPS is wanted.</param>
    public static LevelSums[] Of(
        StateGrid grid, ReadOnlySpan<float> mean, ReadOnlySpan<float> spread, ReadOnlySpan<float> truth, ReadOnlySpan<float> climatology,
        IReadOnlyList<float[]>? memberFields)
    {
        if (mean.Length != grid.ValueCount || spread.Length != grid.ValueCount || truth.Length != grid.ValueCount
            || climatology.Length != grid.ValueCount)
        {
            throw new ArgumentException(
                $"Fields of {grid.ValueCount} values are needed; mean, spread, truth and climatology have {mean.Length}, {spread.Length}, "
                + $"{truth.Length} and {climatology.Length}.");
        }

        var horizontal = grid.Horizontal;
        var sums = new LevelSums[grid.PressureLevelsPa.Count];
        for (var level = 0; level < sums.Length; level++)
        {
            var start = level * horizontal.CellCount;
            var m = mean.Slice(start, horizontal.CellCount);
            var s = spread.Slice(start, horizontal.CellCount);
            var t = truth.Slice(start, horizontal.CellCount);
            var c = climatology.Slice(start, horizontal.CellCount);
            sums[level] = new LevelSums(
                FieldScores.MeanSquaredError(horizontal, m, t), FieldScores.MeanSquaredError(horizontal, c, t),
                FieldScores.Bias(horizontal, m, t), FieldScores.MeanAbsoluteError(horizontal, m, t),
                FieldScores.AnomalyCorrelation(horizontal, m, t, c), FieldScores.MeanSquare(horizontal, s),
                memberFields is { Count: >= 2 }
                    ? Scores.Crps.FairMean(horizontal, memberFields, start, t)
                    : Scores.Crps.GaussianMean(horizontal, m, s, t));
        }

        return sums;
    }
}
