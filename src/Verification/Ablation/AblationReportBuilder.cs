using Slams.Core.Grids;
using Slams.Verification.Scores;

namespace Slams.Verification.Ablation;

/// <summary>Turns scores into a report. Dates are days apart, so the bootstrap draws single dates.</summary>
/// <param name="grid">Grid of the states.</param>
public sealed class AblationReportBuilder(StateGrid grid)
{
    private readonly BlockBootstrap _bootstrap = new(1);

    /// <summary>The report of an experiment.</summary>
    public AblationReport Build(AblationSetup setup, IReadOnlyList<CaseScores> scores)
    {
        var byCase = scores.Where(s => s.Case.Setting is not null).ToDictionary(s => s.Case);
        AblationDifference[] Pairs(Func<AblationCase, AblationCase?> other) =>
            [.. byCase.Values.Select(s => other(s.Case) is { } o && byCase.TryGetValue(o, out var paired) ? Difference(s, paired) : null).OfType<AblationDifference>()];
        return new AblationReport
        {
            Setup = setup,
            Rows = [.. scores.Select(Row)],
            LatentLessPixel = Pairs(c => c.Space == PriorSpaceName.Latent ? c with { Space = PriorSpaceName.Pixel } : null),
            MoreLessFewer = Pairs(c => c.Kinds == ObservedKinds.Temperature ? null : c with { Kinds = c.Kinds - 1 }),
        };
    }

    private AblationRow Row(CaseScores scores)
    {
        var levels = Enumerable.Range(0, grid.PressureLevelsPa.Count).Select(level => Level(scores, [level], grid.PressureLevelsPa[level])).ToArray();
        return new AblationRow
        {
            Setting = scores.Case.Setting?.Name ?? "",
            Kinds = scores.Case.Setting is null ? null : scores.Case.Kinds,
            Space = scores.Case.Space,
            Members = scores.Members,
            Levels = levels,
            Mean = Level(scores, [.. Enumerable.Range(0, levels.Length)], 0),
        };
    }

    private AblationLevel Level(CaseScores scores, int[] levels, double pressurePa)
    {
        var dates = scores.Dates;
        var variance = dates.Average(date => levels.Average(level => date.Variance[level]));
        var error = dates.Average(date => levels.Average(level => date.SquaredError[level]));
        return new AblationLevel
        {
            PressurePa = pressurePa,
            PooledWasserstein = levels.Average(level => scores.PooledWasserstein[level]),
            Wasserstein = _bootstrap.Mean([.. dates.Select(date => levels.Average(level => date.Wasserstein[level]))]),
            Rmse = _bootstrap.Interval(dates.Count, drawn => Rmse(dates, levels, drawn)),
            Crps = _bootstrap.Mean([.. dates.Select(date => levels.Average(level => date.Crps[level]))]),
            SpreadSkillRatio = scores.Members > 1 ? SpreadSkill.Ratio(variance, error, scores.Members) : double.NaN,
        };
    }

    private AblationDifference Difference(CaseScores first, CaseScores second)
    {
        var levels = Enumerable.Range(0, grid.PressureLevelsPa.Count).ToArray();
        ConfidenceInterval Of(Func<DateScore, double[]> values) => _bootstrap.Mean([.. first.Dates.Zip(second.Dates, (a, b) => values(a).Average() - values(b).Average())]);
        return new AblationDifference(
            first.Case.Setting!.Name, first.Case.Space, first.Case.Kinds, second.Case.Space, second.Case.Kinds,
            first.PooledWasserstein.Average() - second.PooledWasserstein.Average(),
            Of(date => date.Wasserstein),
            _bootstrap.Interval(first.Dates.Count, drawn => Rmse(first.Dates, levels, drawn) - Rmse(second.Dates, levels, drawn)),
            Of(date => date.Crps));
    }

    /// <summary>Mean over levels of the root of the mean over dates.</summary>
    private static double Rmse(IReadOnlyList<DateScore> dates, int[] levels, IReadOnlyList<int> drawn) =>
        levels.Average(level => Math.Sqrt(drawn.Average(date => dates[date].SquaredError[level])));
}
