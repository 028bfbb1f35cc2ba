using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Verification.Samples;
using Slams.Verification.Simulation;
using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Samples;

/// <summary>The samples hold what the documentation says they hold.</summary>
public sealed class BundledSamplesTests
{
    [Fact]
    public async Task Real_day_is_accounted_for_fault_by_fault()
    {
        var tally = await JudgeAsync(Sample("sao-1995-03-18", "stations"));
        AssertSaoDay(tally);
    }

    [Fact]
    public async Task Original_files_of_the_real_day_give_the_same_counts_and_convert_to_the_sample()
    {
        var originals = SharedFiles.Require("real", "sao");
        AssertSaoDay(await JudgeAsync(originals));

        using var scratch = new ScratchFolder();
        var report = await StationConversion.ConvertAsync(
            [Path.Combine(originals, "95031800_sao.cdf")], scratch.Path, new StationReadOptions(), TestContext.Current.CancellationToken);
        Assert.Empty(report.Unreadable);
        var converted = await ReadAsync(scratch.Path);
        Assert.Equal(report.Readings, converted.Count);
        var bundled = (await ReadAsync(Sample("sao-1995-03-18", "stations"))).Where(r => r.Source == "95031800_sao.csv.gz");
        Assert.Equal(bundled, converted);
    }

    [Fact]
    public async Task Demo_holds_what_its_manifest_says()
    {
        var manifest = ManifestJson.Read(Path.Combine(Sample("demo"), "manifest.json"));
        Assert.Equal(new ObservingSystem(), manifest.System);
        Assert.Equal(40, manifest.Cycles);
        Assert.Equal(1200, manifest.Network.Count);
        var sites = SiteList.Read(Path.Combine(Sample("sites"), "synop_sites.csv.gz"));
        Assert.Equal(SiteList.Draw(sites, 1200, manifest.Seed).Select(site => site.StationId), manifest.Network);

        var tally = await JudgeAsync(Sample("demo", "stations"));
        Assert.Equal(manifest.Reports, tally.Total);
        Assert.Equal(manifest.ExactRepeats.Count, tally.Count(ReadingFindings.ExactRepeat));
        Assert.Equal(manifest.DifferingRepeats.Count, tally.Count(ReadingFindings.DifferingRepeat));
        Assert.Equal(0, tally.Count(QualityFlag.BadPosition) + tally.Count(QualityFlag.BadTime) + tally.Count(QualityFlag.OutOfRange));
        Assert.Equal(manifest.Frames.Count, Directory.GetFiles(Sample("demo", "frames")).Length);

        using var truth = TruthFiles.Open(Path.Combine(Sample("demo"), "truth.nc.gz"));
        Assert.Equal((manifest.From, manifest.To, 40), (truth.Times[0], truth.Times[^1], truth.Times.Count));
        Assert.InRange(truth.TemperatureK(20).Average(), 240, 260);
    }

    [Fact]
    public void Demo_is_made_again_byte_for_byte_from_the_nature_run()
    {
        var natureRun = SharedFiles.Require("nature-run", "validation_1987.nc");
        var manifest = ManifestJson.Read(Path.Combine(Sample("demo"), "manifest.json"));
        using var scratch = new ScratchFolder();
        using var truth = NatureRunTruth.Open(natureRun);
        ObservingSystemSimulation.Run(truth, SiteList.Read(Path.Combine(Sample("sites"), manifest.Sites)), new SimulationRequest
        {
            Seed = manifest.Seed,
            From = manifest.From,
            To = manifest.To,
            OutputFolder = scratch.Path,
            WriteTruth = true,
            TruthName = manifest.Truth,
            SitesName = manifest.Sites,
        });
        Assert.Equal(File.ReadAllText(Path.Combine(Sample("demo"), "manifest.json")), File.ReadAllText(scratch.File("manifest.json")));
        foreach (var file in Directory.GetFiles(Sample("demo", "frames")))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(scratch.File("frames"), Path.GetFileName(file))));
        }
    }

    [Fact]
    public void Demo_and_sites_stay_small()
    {
        Assert.InRange(Size(Sample("demo")), 1, 6_000_000);
        Assert.InRange(Size(Sample("sites")), 1, 200_000);
    }

    [Fact]
    public void Site_list_follows_from_the_decoded_reports()
    {
        var reports = SharedFiles.Require("real", "derived", "synop_15824.csv.gz");
        Assert.Equal(SynopSiteList.FromReports(reports), SiteList.Read(Path.Combine(Sample("sites"), "synop_sites.csv.gz")));
    }

    private static void AssertSaoDay(QualityTally tally)
    {
        Assert.Equal(47_469, tally.Total);
        Assert.Equal(12_868, tally.Count(ReadingFindings.PositionAbsent));
        Assert.Equal(23, tally.Count(ReadingFindings.PositionImpossible));
        Assert.Equal(2_241, tally.Count(ReadingFindings.AirTemperatureMissing));
        Assert.Equal(5, tally.Count(ReadingFindings.AirTemperatureOutOfRange));
        Assert.Equal(9_248, tally.Count(ReadingFindings.ExactRepeat));
        Assert.Equal(519, tally.Count(ReadingFindings.DifferingRepeat));
        Assert.Equal(42, tally.Count(ReadingFindings.FullerRepeat));
        Assert.Equal(97, tally.Count(ReadingFindings.DewPointAboveTemperature));
        Assert.Equal(14, tally.Count(ReadingFindings.AirTemperatureStep));
        Assert.Equal(0, tally.Count(ReadingFindings.AirTemperatureStuck));
        Assert.Equal(12_891, tally.Count(QualityFlag.BadPosition));
        Assert.Equal(1, tally.Count(QualityFlag.Inconsistent));
        Assert.Equal(11, tally.Count(QualityFlag.Step));
        Assert.Equal(7_369, tally.Count(QualityFlag.Duplicate));
        Assert.Equal(756, tally.Count(QualityFlag.Missing));
        Assert.Equal(26_441, tally.Count(QualityFlag.Assimilated));
    }

    private static async Task<QualityTally> JudgeAsync(string folder)
    {
        var control = new ReadingQualityControl(new QualityControlOptions(), TimeProvider.System);
        var tally = new QualityTally();
        foreach (var reading in await ReadAsync(folder))
        {
            tally.Add(control.Apply(reading, out var findings), findings);
        }

        return tally;
    }

    private static async Task<List<StationReading>> ReadAsync(string folder)
    {
        var formats = new StationFormats(new StationReadOptions());
        var readings = new List<StationReading>();
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            await foreach (var item in formats.ReadFileAsync(file, TestContext.Current.CancellationToken))
            {
                readings.Add(Assert.IsType<StationReading>(item.Reading));
            }
        }

        return readings;
    }

    private static string Sample(params string[] parts) => Path.Combine([SharedFiles.RepositoryFolder(), "samples", .. parts]);

    private static long Size(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
