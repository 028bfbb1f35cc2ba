using Slams.Core.Grids;
using Slams.Verification.Scores;

namespace Slams.Verification.Ablation;

/// <summary>Scores members against the truth.</summary>
/// <param name="grid">Grid of the states.</param>
/// <param name="units">Units of the pooled distance.</param>
public sealed class AblationScorer(StateGrid grid, LevelUnits units)
{
    private readonly int _cells = grid.Horizontal.CellCount;

    /// <summary>Scores one date. A single member is a point forecast, whose CRPS is its absolute error.</summary>
    /// <param name="members">Normalised anomalies, <c>[channel, latitude, longitude]</c> each.</param>
    /// <param name="truth">The same of the truth.</param>
    public DateScore Score(IReadOnlyList<float[]> members, float[] truth)
    {
        var levels = Enumerable.Range(0, grid.PressureLevelsPa.Count).Select(level => Level(members, truth, level)).ToArray();
        return new DateScore(
            [.. levels.Select(l => l.SquaredError)], [.. levels.Select(l => l.Crps)], [.. levels.Select(l => l.Variance)], [.. levels.Select(l => l.Wasserstein)]);
    }

    /// <summary>Scores climatology on one date: in these units the standard normal distribution everywhere.</summary>
    public DateScore ScoreClimatology(float[] truth)
    {
        var normal = new float[_cells];
        var deviation = Enumerable.Repeat(1f, _cells).ToArray();
        var point = Score([new float[truth.Length]], truth);
        return point with
        {
            Crps = [.. Enumerable.Range(0, point.Crps.Length).Select(level => Crps.GaussianMean(grid.Horizontal, normal, deviation, Field(truth, level)))],
            Variance = [.. point.Variance.Select(_ => 1.0)],
        };
    }

    /// <summary>Distance of pooled values by level.</summary>
    /// <param name="times">Times of the dates.</param>
    /// <param name="states">One state of each date.</param>
    /// <param name="truths">The truth of each date.</param>
    public double[] Pooled(IReadOnlyList<DateTimeOffset> times, IReadOnlyList<float[]> states, IReadOnlyList<float[]> truths)
    {
        float[] Pool(IReadOnlyList<float[]> all, int level) => [.. all.SelectMany((state, date) => units.Values(level, times[date], state))];
        return [.. Enumerable.Range(0, grid.PressureLevelsPa.Count).Select(level => WassersteinDistance.Between(Pool(states, level), Pool(truths, level)))];
    }

    private (double SquaredError, double Crps, double Variance, double Wasserstein) Level(IReadOnlyList<float[]> members, float[] truth, int level)
    {
        var field = Field(truth, level);
        var (mean, spread) = (new float[_cells], new float[_cells]);
        for (var cell = 0; cell < _cells; cell++)
        {
            var moments = new RunningMoments();
            foreach (var member in members)
            {
                moments.Add(member[(level * _cells) + cell]);
            }

            mean[cell] = (float)moments.Mean;
            spread[cell] = members.Count > 1 ? (float)moments.StandardDeviation : 0;
        }

        var distance = 0.0;
        foreach (var member in members)
        {
            distance += WassersteinDistance.Between(Field(member, level), field);
        }

        return (
            FieldScores.MeanSquaredError(grid.Horizontal, mean, field),
            members.Count > 1 ? Crps.FairMean(grid.Horizontal, members, level * _cells, field) : FieldScores.MeanAbsoluteError(grid.Horizontal, mean, field),
            FieldScores.MeanSquare(grid.Horizontal, spread),
            distance / members.Count);
    }

    private ReadOnlySpan<float> Field(float[] state, int level) => state.AsSpan(level * _cells, _cells);
}
