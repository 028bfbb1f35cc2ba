using Slams.Core.Grids;
using Slams.Verification.Comparison;

namespace Slams.Verification.Tests.Comparison;

public sealed class TruthComparisonTests
{
    private static readonly StateGrid Grid = new(TestGrids.Regular(12, 24), [50_000, 85_000]);
    private static readonly DateTimeOffset Start = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Scores_of_a_made_up_error_per_level()
    {
        var comparison = new TruthComparison(Grid, members: 16);
        for (var cycle = 0; cycle < 20; cycle++)
        {
            AddCycle(comparison, cycle, errorSigma: [0.5f, 2f], bias: [0.25f, -1f], spread: [0.5f, 1f]);
        }

        var levels = comparison.Levels();
        Assert.Equal(20, comparison.CycleCount);
        Assert.Equal([50_000.0, 85_000.0], levels.Select(level => level.PressurePa));
        Assert.Equal(Math.Sqrt(0.25 + 0.0625), levels[0].AnalysisRmseK.Estimate, 0.02);
        Assert.Equal(Math.Sqrt(4 + 1.0), levels[1].AnalysisRmseK.Estimate, 0.06);
        Assert.Equal(3, levels[0].ClimatologyRmseK.Estimate, 0.1);
        Assert.Equal(levels[0].AnalysisRmseK.Estimate / levels[0].ClimatologyRmseK.Estimate, levels[0].RmseRatio.Estimate, 1e-9);
        Assert.InRange(levels[0].AnalysisRmseK.Estimate, levels[0].AnalysisRmseK.Low, levels[0].AnalysisRmseK.High);
        Assert.Equal(0.25, levels[0].BiasK, 0.02);
        Assert.Equal(-1, levels[1].BiasK, 0.06);
        var expected = Math.Sqrt(17.0 / 16) * 0.5 / levels[0].AnalysisRmseK.Estimate;
        Assert.Equal(expected, levels[0].SpreadSkillRatio, 1e-6);
        Assert.Equal(3 / Math.Sqrt(9 + 0.25 + 0.0625), levels[0].AnomalyCorrelation, 0.02);

        var mean = comparison.LevelMean();
        Assert.Equal((levels[0].AnalysisRmseK.Estimate + levels[1].AnalysisRmseK.Estimate) / 2, mean.AnalysisRmseK.Estimate, 1e-9);
        Assert.Contains("850 hPa", ScoreTable.Levels(comparison), StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrated_normal_error_scores_the_gaussian_crps_with_and_without_members()
    {
        var gaussian = new TruthComparison(Grid, 16);
        var fair = new TruthComparison(Grid, 16);
        for (var cycle = 0; cycle < 10; cycle++)
        {
            AddCycle(gaussian, cycle, [1f, 1f], [0f, 0f], [1f, 1f]);
            AddCycle(fair, cycle, [1f, 1f], [0f, 0f], [1f, 1f], members: 16);
        }

        // A calibrated normal forecast scores σ/√π on average.
        Assert.Equal(1 / Math.Sqrt(Math.PI), gaussian.LevelMean().CrpsK, 0.02);
        Assert.Equal(1 / Math.Sqrt(Math.PI), fair.LevelMean().CrpsK, 0.02);
    }

    [Fact]
    public void Spin_up_can_be_left_out_and_a_revision_replaces()
    {
        var comparison = new TruthComparison(Grid, 16);
        AddCycle(comparison, 0, [9f, 9f], [0f, 0f], [1f, 1f]);
        AddCycle(comparison, 1, [9f, 9f], [0f, 0f], [1f, 1f]);
        AddCycle(comparison, 1, [1f, 1f], [0f, 0f], [1f, 1f]);
        Assert.Equal(2, comparison.CycleCount);
        Assert.InRange(comparison.LevelMean(skipCycles: 1).AnalysisRmseK.Estimate, 0.9, 1.1);
        Assert.InRange(comparison.LevelMean().AnalysisRmseK.Estimate, 5, 8);
        Assert.Empty(ScoreTable.Levels(comparison, skipCycles: 2));
    }

    private static void AddCycle(
        TruthComparison comparison, int cycle, float[] errorSigma, float[] bias, float[] spread, int members = 0)
    {
        var cells = Grid.Horizontal.CellCount;
        var climatology = new float[Grid.ValueCount];
        Array.Fill(climatology, 270f);
        var anomalies = TestGrids.Normal(Grid.ValueCount, (ulong)(100 + cycle));
        var errors = TestGrids.Normal(Grid.ValueCount, (ulong)(900 + cycle));
        float[] truth = [.. climatology.Select((c, i) => c + (3 * anomalies[i]))];
        float[] mean = [.. truth.Select((t, i) => t + bias[i / cells] + (errorSigma[i / cells] * errors[i]))];
        float[] spreads = [.. truth.Select((_, i) => spread[i / cells])];
        var fields = Enumerable.Range(0, members).Select(member =>
        {
            var noise = TestGrids.Normal(Grid.ValueCount, (ulong)((cycle * 1000) + member + 5000));
            return mean.Select((m, i) => m + (spread[i / cells] * noise[i])).ToArray();
        }).ToArray();
        comparison.Add(Start.AddHours(6 * cycle), mean, spreads, truth, climatology, fields.Length == 0 ? null : fields);
    }
}
