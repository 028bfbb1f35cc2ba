using Slams.Verification.Ablation;

namespace Slams.Verification.Tests.Ablation;

public sealed class AblationExperimentTests
{
    private static readonly AblationSetting[] Settings =
        [new(Degradation.Coarsened, 4, 0.1), new(Degradation.Noised, 4, 2)];

    [Fact]
    public void A_noisier_sampler_is_worse_by_every_score()
    {
        var report = Report(Run(new BlurredSampler(PriorSpaceName.Pixel, 0.2f), new BlurredSampler(PriorSpaceName.Latent, 0.8f)));

        Assert.Equal(6, report.LatentLessPixel.Count);
        Assert.All(report.LatentLessPixel.Where(d => d.Setting == "c4"), difference =>
        {
            Assert.True(difference.Rmse.Low > 0);
            Assert.True(difference.Crps.Low > 0);
            Assert.True(difference.Wasserstein.Low > 0);
            Assert.True(difference.PooledWasserstein > 0);
        });
    }

    [Fact]
    public void Equal_samplers_differ_by_nothing_and_fields_that_are_not_used_bring_nothing()
    {
        var report = Report(Run(new BlurredSampler(PriorSpaceName.Pixel, 0.3f), new BlurredSampler(PriorSpaceName.Latent, 0.3f)));

        Assert.Equal(8, report.MoreLessFewer.Count);
        Assert.All(report.LatentLessPixel.Concat(report.MoreLessFewer), difference =>
        {
            Assert.Equal(0, difference.Rmse.Estimate);
            Assert.Equal(0, difference.Crps.High);
            Assert.Equal(0, difference.PooledWasserstein);
        });
    }

    [Fact]
    public void Rows_without_a_copy_are_climatology_autoencoder_and_priors()
    {
        var report = Report(Run(new BlurredSampler(PriorSpaceName.Pixel, 0.3f), new BlurredSampler(PriorSpaceName.Latent, 0.3f)));

        Assert.Equal(["climatology", "autoencoder", "pixel", "latent"], report.Rows.Where(row => row.Kinds is null).Select(row => row.Space));
        Assert.Equal(0.1, report.Rows[1].Mean.Rmse.Estimate, 1e-4);
        Assert.Equal(0.1, report.Rows[1].Mean.Wasserstein.Estimate, 1e-4);
    }

    [Fact]
    public void A_copy_of_a_plane_is_interpolated_exactly_and_missing_fields_stay_at_climatology()
    {
        var grid = SmallWorld.Grid.Horizontal;
        float[] state = [.. Enumerable.Range(0, 5).SelectMany(_ => TestGrids.Field(grid, (latitude, _) => latitude / 90))];
        var copy = DegradedCopy.Of(SmallWorld.Grid, state, Settings[0] with { Error = 0 }, ObservedKinds.Temperature, 1);

        var fields = new CopyInterpolation(grid).Fields(copy, 5);

        // Beyond the middles of the outermost blocks the field is held constant.
        var inner = Enumerable.Range(2 * grid.Columns, 12 * grid.Columns);
        Assert.All(inner, cell => Assert.Equal(state[cell], fields[cell], 1e-5));
        Assert.All(fields[(2 * SmallWorld.Cells)..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Threads_do_not_change_the_figures()
    {
        IPosteriorSampler[] samplers = [new BlurredSampler(PriorSpaceName.Pixel, 0.3f), new BlurredSampler(PriorSpaceName.Latent, 0.5f)];

        Assert.Equal(AblationJson.Write(Report(Run(samplers, threads: 1))), AblationJson.Write(Report(Run(samplers, threads: 4))));
    }

    [Fact]
    public void Every_date_of_every_row_is_told()
    {
        var told = 0;
        IPosteriorSampler[] samplers = [new BlurredSampler(PriorSpaceName.Pixel, 0.3f)];

        Experiment(2).Run(Settings, samplers, state => state, () => Interlocked.Increment(ref told));

        Assert.Equal(AblationExperiment.Cases(Settings, samplers).Count * 4, told);
    }

    [Fact]
    public void A_report_can_be_read_again_and_shown()
    {
        var report = Report(Run(new BlurredSampler(PriorSpaceName.Pixel, 0.2f), new BlurredSampler(PriorSpaceName.Latent, 0.8f)));
        var json = AblationJson.Write(report);

        Assert.Equal(json, AblationJson.Write(AblationJson.Read(json)));
        Assert.Contains("worse in 6, interval holds 0 in 0", AblationText.Write(report), StringComparison.Ordinal);
        Assert.Contains("ANOTHER data set", AblationText.Write(report), StringComparison.Ordinal);
        Assert.Contains("<svg", AblationHtml.Write(report), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => AblationJson.Read("{ torn"));
    }

    private static IReadOnlyList<CaseScores> Run(params IPosteriorSampler[] samplers) => Run(samplers, threads: 2);

    private static IReadOnlyList<CaseScores> Run(IReadOnlyList<IPosteriorSampler> samplers, int threads) =>
        Experiment(threads).Run(Settings, samplers, state => Array.ConvertAll(state, value => value + 0.1f), () => { });

    private static AblationExperiment Experiment(int threads) =>
        new(SmallWorld.Grid, new LevelUnits(SmallWorld.Model), SmallWorld.Dates(4), 3, 1, threads, CancellationToken.None);

    private static AblationReport Report(IReadOnlyList<CaseScores> scores) => new AblationReportBuilder(SmallWorld.Grid).Build(
        new AblationSetup
        {
            Made = SmallWorld.Start,
            SoftwareVersion = "1",
            ModelId = "toy",
            ModelHash = "ab",
            PriorsHash = "cd",
            Priors = "toys",
            Truth = "waves",
            Dates = [.. SmallWorld.Dates(4).Select(date => date.Time)],
            Members = 3,
            Seed = 1,
            Seconds = 1,
        },
        scores);
}
