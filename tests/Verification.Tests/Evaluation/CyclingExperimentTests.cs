using Slams.Core.Analyses;
using Slams.Verification.Evaluation;
using Slams.Verification.Reporting;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Evaluation;

public sealed class CyclingExperimentTests
{
    private const int Members = 8;

    [Fact]
    public void States_are_carried_within_a_block_and_forgotten_between_blocks()
    {
        using var truth = new AnalyticTruth(7);
        using var analyst = new ExchangeableAnalyst(truth, 1);
        EvaluationBlock[] blocks = [new(1, [0, 1, 2, 3]), new(2, [5, 6])];

        Run(truth, analyst, blocks, 0);

        Assert.Equal([0, 1, 2, 2, 0, 1], analyst.Histories.Select(history => history.Length));
        Assert.Equal(2, analyst.Histories[3].Distinct().Count());
        Assert.True(analyst.Histories[3][0] < analyst.Histories[3][1]);
    }

    [Fact]
    public void An_ensemble_exchangeable_with_the_truth_is_found_calibrated()
    {
        const float noise = 0.5f;
        using var truth = new AnalyticTruth(24);
        using var analyst = new ExchangeableAnalyst(truth, noise);
        var scores = Run(truth, analyst, EvaluationBlock.Of(truth), 0);
        var report = new ReportBuilder(truth.Grid).Build(Reporting.Reports.Setup, [scores]);

        var mean = report.Methods[0].Mean;
        Assert.Equal(noise * Math.Sqrt((Members + 1.0) / Members), mean.RmseK.Estimate, 0.01);
        Assert.Equal(1, mean.SpreadSkillRatio, 0.02);
        // The fair CRPS of normal members is that of the normal distribution they come from: here the truth's own, σ/√π.
        Assert.Equal(noise / Math.Sqrt(Math.PI), mean.CrpsK.Estimate, 0.01);
        Assert.True(report.Ranks!.PValue > 0.01, $"p = {report.Ranks.PValue}");
        Assert.Equal(Members + 1, report.Ranks.Counts.Count);
    }

    [Fact]
    public void Factors_on_the_spread_mend_what_an_ensemble_lacks_everywhere()
    {
        using var truth = new AnalyticTruth(24);
        using var analyst = new ExchangeableAnalyst(truth, 0.5f) { SpreadFactor = 0.8f };

        var pattern = SpreadPatternFit.Of(Run(truth, analyst, EvaluationBlock.Of(truth), 0));
        var factors = pattern.FactorsAt(truth.Grid.Horizontal, truth.Times[0]);

        Assert.Equal((truth.Grid.PressureLevelsPa.Count + 1) * truth.Grid.Horizontal.Rows, factors.Length);
        // The mean of the members errs by the noise of their centre and by what is left of their own.
        var lacking = Math.Sqrt((Members + 1.0) / Members * 0.64 / (1 + (0.64 / Members)));
        Assert.All(factors, factor => Assert.Equal(1 / lacking, factor, 0.08));
    }

    [Fact]
    public void Factors_on_the_spread_follow_latitude_and_season()
    {
        using var truth = new AnalyticTruth(748);
        float[] level = [-0.2f, -0.1f, 0, 0.1f, 0.2f, 0.3f];
        float[] winter = [0.3f, 0.25f, 0.2f, 0.15f, 0.1f, 0.05f];
        var lacking = new SpreadPattern { Annual = [.. level, .. level], Seasonal = [.. winter, .. winter] };
        using var analyst = new ExchangeableAnalyst(truth, 0.5f) { Lacking = lacking };
        // January and July; the rest of the year is not looked at.
        EvaluationBlock[] blocks = [new(1, [.. Enumerable.Range(0, 24)]), new(2, [.. Enumerable.Range(724, 24)])];

        var pattern = SpreadPatternFit.Of(Run(truth, analyst, blocks, 0));

        // A mean of members that are too narrow or too wide has another error, by a factor that is 1 only for many members.
        var members = Members;
        var expected = new SpreadPattern { Annual = [.. level, .. level, .. level], Seasonal = [.. winter, .. winter, .. winter] }
            .FactorsAt(truth.Grid.Horizontal, truth.Times[0])
            .Select(factor => factor * Math.Sqrt(members / (members + 1.0) * (1 + (1 / (members * (double)factor * factor)))));
        var found = pattern.FactorsAt(truth.Grid.Horizontal, truth.Times[0]);
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.Second / pair.First, 0.9, 1.1));
    }

    [Fact]
    public void Factors_on_the_spread_match_the_pooled_error_where_they_cannot_follow_it()
    {
        using var truth = new AnalyticTruth(48);
        EvaluationBlock[] blocks = [new(1, [.. Enumerable.Range(0, 24)]), new(2, [.. Enumerable.Range(24, 24)])];
        using var analyst = new ExchangeableAnalyst(truth, 0.5f) { UnquietFrom = truth.Times[24] };

        var found = SpreadPatternFit.Of(Run(truth, analyst, blocks, 0));

        // Errors of 1 and 2, in units of the spread of the members: 1.58 is right where both are pooled, and 1.41 the mean of the logarithms.
        var expected = Math.Sqrt(Members / (Members + 1.0) * (2.5 + (1.0 / Members)));
        Assert.All(found.FactorsAt(truth.Grid.Horizontal, truth.Times[0]).Take(truth.Grid.Horizontal.Rows), factor => Assert.Equal(expected, factor, 0.06));
    }

    [Fact]
    public void The_first_cycles_of_each_block_are_kept_but_not_scored()
    {
        using var truth = new AnalyticTruth(6);
        using var analyst = new ExchangeableAnalyst(truth, 1);

        var scores = Run(truth, analyst, [new EvaluationBlock(1, [0, 1, 2]), new EvaluationBlock(2, [3, 4, 5])], 2);

        Assert.Equal(6, scores.Cycles.Count);
        Assert.Equal([(1, 2), (2, 2)], scores.Scored.Select(cycle => (cycle.Block, cycle.CycleInBlock)));
    }

    private static MethodScores Run(AnalyticTruth truth, ExchangeableAnalyst analyst, IReadOnlyList<EvaluationBlock> blocks, int skip)
    {
        var climatology = truth.Grid.PressureLevelsPa.Select(_ => ObservedWorld.Flat(truth.Grid.Horizontal, 250)).ToArray();
        return new CyclingExperiment(truth, ObservedWorld.Observer(truth), climatology, skip, 1)
            .Run(blocks, [new AnalystMethod(analyst, Members, 1)], null, CancellationToken.None)[0];
    }
}
