using System.Text;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Assimilator.Observability;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Networks;
using Slams.Workers.Tests.Assimilation;

namespace Slams.Workers.Tests.Observability;

public sealed class AnalysisMetricsTests
{
    private static readonly StateGrid Grid = new(new LatLonGrid([-45, 45], [0, 180]), [50_000]);
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly AnalysisMetrics _metrics;

    public AnalysisMetricsTests() => _metrics = new AnalysisMetrics(_registry, Options.Create(new AnalystOptions()));

    [Fact]
    public async Task The_newest_first_analysis_is_told_a_revision_and_a_failed_one_are_not()
    {
        Commit(0, [Reading("A")], Departures(1));
        Commit(1, [Reading("A"), Reading("B")], Departures(2));
        Commit(0, [Reading("A"), Reading("B"), Reading("C")], Departures(9), revision: 1);
        Commit(2, [Reading("A", QualityFlag.GrossError)], Departures(7), failure: "no");

        var text = await TextAsync();
        Assert.Contains("slams_temperature_departure_rmse_kelvin{departure=\"analysis\",use=\"assimilated\",region=\"north\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_temperature_departure_rmse_kelvin{departure=\"analysis\",use=\"assimilated\",region=\"tropics\"} NaN\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_temperature_departure_spread_kelvin{use=\"assimilated\",region=\"north\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_temperature_departure_spread_kelvin{use=\"withheld\",region=\"north\"} NaN\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_departures{modality=\"temperature\",use=\"assimilated\",region=\"global\"} 1\n", text, StringComparison.Ordinal);
        // Half of the globe has 1 K, half 3 K.
        Assert.Contains("slams_ensemble_spread_kelvin{level=\"500\",region=\"global\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_ensemble_spread_kelvin{level=\"500\",region=\"south\"} 1\n", text, StringComparison.Ordinal);
        // What the window held is told of the failed one too.
        Assert.Contains("slams_window_rejected_ratio{modality=\"temperature\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_window_fill_ratio{modality=\"temperature\"} 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_analysis_rejects_counts_as_rejected()
    {
        StationDeparture[] departures = [Departures(1)[0], Departures(1)[0] with { StationId = "B", Flag = QualityFlag.BuddyDeparture }];
        for (var cycle = 0; cycle < 8; cycle++)
        {
            Commit(cycle, [Reading("A"), Reading("B")], departures);
        }

        var text = await TextAsync();
        Assert.Contains("slams_temperatures_rejected_total{flag=\"BuddyDeparture\"} 8\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_temperatures_rejected_total{flag=\"FirstGuessDeparture\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_window_rejected_ratio{modality=\"temperature\"} 0.5\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_station_problem{problem=\"rejected\",station=\"B\"} 1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("problem=\"rejected\",station=\"A\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_are_counted_as_stations_are()
    {
        ProfileDeparture[] profiles =
        [
            new("P", 50, 10, 85_000, 282, 280, 281, 1, 280, 2, QualityFlag.Assimilated, "", new ObservationUse(1, 1, 0, 0)),
            new("P", 50, 10, 50_000, 290, 280, 280, 1, 280, 2, QualityFlag.FirstGuessDeparture, "far", new ObservationUse(1, 0, 0, 0)),
        ];
        var flagged = new TemperatureProfile { StationId = "P", Time = DateTimeOffset.UnixEpoch, Levels = [new(85_000, 280)] };
        Commit(0, [Observation.Of(flagged), Observation.Of(flagged with { Flag = QualityFlag.Missing })], [], profiles: profiles);

        var text = await TextAsync();
        Assert.Contains("slams_profile_temperature_departure_rmse_kelvin{departure=\"background\",use=\"assimilated\",region=\"north\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_departures{modality=\"profiles\",use=\"assimilated\",region=\"global\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_profile_temperatures_rejected_total{flag=\"FirstGuessDeparture\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_profile_temperatures_rejected_total{flag=\"BuddyDeparture\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_window_fill_observations{modality=\"profiles\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_window_rejected_ratio{modality=\"profiles\"} 0.5\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_window_rejected_ratio{modality=\"longwave\"} NaN\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_station_is_named_while_it_needs_somebody()
    {
        for (var cycle = 0; cycle < 10; cycle++)
        {
            Commit(cycle, cycle is 5 or 6 ? [] : [Reading("A")], []);
            var isNamed = (await TextAsync()).Contains("slams_station_problem{problem=\"silent\",station=\"A\"}", StringComparison.Ordinal);
            Assert.Equal(cycle == 6, isNamed);
        }
    }

    [Fact]
    public async Task Platforms_have_a_bound()
    {
        Commit(0, [.. Enumerable.Range(0, 100).Select(i => Frame($"platform-{i}"))], []);

        var platforms = (await TextAsync()).Split('\n').Where(line => line.StartsWith("slams_platform_frames_total{", StringComparison.Ordinal)).ToList();
        Assert.Equal(33, platforms.Count);
        Assert.Contains("slams_platform_frames_total{platform=\"other\",flag=\"Assimilated\"} 68", platforms);
    }

    [Fact]
    public async Task A_platform_without_frames_has_no_mean_until_it_has_some_again()
    {
        const string name = "slams_platform_departure_mean_watts_per_square_meter{platform=";
        Commit(0, [Frame("A"), Frame("B")], [], longwave: Longwave(("A", 202), ("B", 199)));
        Assert.Contains($"{name}\"A\"}} 2\n{name}\"B\"}} -1\n", await TextAsync(), StringComparison.Ordinal);

        Commit(1, [Frame("B")], [], longwave: Longwave(("B", 196)));
        Assert.Contains($"{name}\"A\"}} NaN\n{name}\"B\"}} -4\n", await TextAsync(), StringComparison.Ordinal);

        // As all else that is told of the newest analysis, it outlives a cycle that failed.
        Commit(2, [Frame("A")], [], failure: "no");
        Assert.Contains($"{name}\"A\"}} NaN\n{name}\"B\"}} -4\n", await TextAsync(), StringComparison.Ordinal);

        Commit(3, [], []);
        Assert.Contains($"{name}\"A\"}} NaN\n{name}\"B\"}} NaN\n", await TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionChoice.Auto, ExecutionProviders.Cpu, true, 1)]
    [InlineData(ExecutionChoice.Auto, ExecutionProviders.Cpu, false, 0)]
    [InlineData(ExecutionChoice.Auto, ExecutionProviders.Cuda, true, 0)]
    [InlineData(ExecutionChoice.Cpu, ExecutionProviders.Cpu, true, 0)]
    [InlineData(ExecutionChoice.Cpu, ExecutionProviders.Cpu, false, 0)]
    [InlineData(ExecutionChoice.PreferCuda, ExecutionProviders.Cpu, true, 1)]
    [InlineData(ExecutionChoice.PreferCuda, ExecutionProviders.Cpu, false, 1)]
    [InlineData(ExecutionChoice.PreferCuda, ExecutionProviders.Cuda, true, 0)]
    [InlineData(ExecutionChoice.Auto, "none", true, 0)]
    public async Task A_cpu_is_a_fallback_where_the_build_or_the_settings_make_one_expect_cuda(ExecutionChoice choice, string provider, bool cudaIsBuiltIn, int fallback)
    {
        var registry = Metrics.NewCustomRegistry();
        using var analyst = new StandInAnalyst { ExecutionProvider = provider };

        new ModelMetrics(Metrics.WithCustomRegistry(registry)).Loaded(analyst, choice, () => cudaIsBuiltIn);

        var text = await TextAsync(registry);
        Assert.Contains($"slams_model_cpu_fallback {fallback}\n", text, StringComparison.Ordinal);
        Assert.Contains($"slams_model_info{{model=\"stand-in\",model_hash=\"hash\",provider=\"{provider}\"}} 1\n", text, StringComparison.Ordinal);
    }

    private void Commit(int cycle, Observation[] items, StationDeparture[] departures, int revision = 0, string? failure = null, LongwaveDepartures? longwave = null, ProfileDeparture[]? profiles = null)
    {
        var at = CycleSchedule.SixHourly.At(cycle);
        _metrics.Committed(
            new ClosedWindow<Observation> { Cycle = at, Items = items, Offsets = [], Revision = revision },
            new Analysis
            {
                Cycle = at,
                Grid = Grid,
                MeanK = [280, 280, 280, 280],
                SpreadK = [1, 1, 3, 3],
                Departures = departures,
                Longwave = longwave,
                Profiles = profiles ?? [],
                Failure = failure,
                Provenance = new AnalysisProvenance { RunId = "", ModelId = "", ModelHash = "", ConfigurationHash = "", Seed = 1, Members = 2, SoftwareVersion = "" },
            });
    }

    private static StationDeparture[] Departures(float analysis) =>
        [new StationDeparture("A", 50, 10, 280, 280 - (2 * analysis), 280 - analysis, 1, 280, QualityFlag.Assimilated) { Use = new ObservationUse(1, 1, 0, 0) }];

    private static Observation Reading(string station, QualityFlag flag = QualityFlag.Assimilated) =>
        Observation.Of(new StationReading { StationId = station, Time = DateTimeOffset.UnixEpoch, AirTemperatureK = 280, Flag = flag });

    private static Observation Frame(string platform) => Observation.Of(new SatelliteFrame
    {
        Platform = platform,
        Quantity = default,
        Time = DateTimeOffset.UnixEpoch,
        Rows = 2,
        Columns = 2,
        Values = [1, 1, 1, 1],
        ValidFraction = [1, 1, 1, 1],
        SampleCount = [1, 1, 1, 1],
    });

    private static LongwaveDepartures Longwave(params (string Platform, float Observed)[] frames) => new()
    {
        Background = [200, 200, 200, 200],
        Analysis = [200, 200, 200, 200],
        AnalysisSpread = [1, 1, 1, 1],
        Climatology = [200, 200, 200, 200],
        Error = 1,
        Frames = [.. frames.Select(frame => new LongwaveFrame(
            frame.Platform, DateTimeOffset.UnixEpoch, QualityFlag.Assimilated, [frame.Observed, frame.Observed, frame.Observed, frame.Observed], [1, 1, 1, 1]))],
    };

    private Task<string> TextAsync() => TextAsync(_registry);

    private static async Task<string> TextAsync(CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
