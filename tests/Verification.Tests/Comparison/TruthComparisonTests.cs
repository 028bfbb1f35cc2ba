using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Verification.Comparison;
using Slams.Verification.Scores;
using Slams.Verification.Tests.Truths;

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

    [Fact]
    public void Analyses_are_matched_with_the_truth_by_time()
    {
        using var truth = new AnalyticTruth(3);
        var comparison = new TruthComparison(truth.Grid, 2);
        var climatology = truth.Grid.PressureLevelsPa.Select(_ => Flat(truth.Grid.Horizontal, 260)).ToArray();
        var exact = truth.TemperatureK(2);
        Assert.True(comparison.Add(Analysis(truth.Grid, truth.Times[2], [.. exact.Select(v => v + 1)]), truth, climatology));
        Assert.False(comparison.Add(Analysis(truth.Grid, truth.Times[2].AddHours(6), exact), truth, climatology));
        Assert.Equal(1, comparison.CycleCount);
        Assert.All(comparison.Levels(), level => Assert.Equal(1, level.BiasK, 1e-4));
        var grid = truth.Grid.Horizontal;
        var expected = FieldScores.Rmse(grid, climatology[0].FieldAt(truth.Times[2]), exact.AsSpan(0, grid.CellCount));
        Assert.Equal(expected, comparison.Levels()[0].ClimatologyRmseK.Estimate, 1e-4);
        Assert.Throws<ArgumentException>(() => comparison.Add(Start, new float[1], new float[1], new float[1], new float[1]));
    }

    private static HarmonicClimatology Flat(LatLonGrid grid, float value)
    {
        var coefficients = new float[HarmonicClimatology.Terms * grid.CellCount];
        coefficients.AsSpan(0, grid.CellCount).Fill(value);
        return new HarmonicClimatology(grid, coefficients);
    }

    private static Analysis Analysis(StateGrid grid, DateTimeOffset time, float[] mean) => new()
    {
        Cycle = CycleSchedule.SixHourly.CycleAt(time),
        Grid = grid,
        MeanK = mean,
        SpreadK = [.. mean.Select(_ => 1f)],
        Provenance = new AnalysisProvenance
        {
            RunId = "r",
            ModelId = "m",
            ModelHash = "h",
            ConfigurationHash = "c",
            Seed = 1,
            Members = 2,
            SoftwareVersion = "v",
        },
    };

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
