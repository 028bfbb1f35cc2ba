using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;
using Slams.Ingest.Stations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>Soundings on their way from a file to the analyst.</summary>
public sealed class ProfileWindowTests
{
    private const string Level = "10 -9999  85000  1480B   90B-9999 -9999 -9999 -9999 \n";

    [Fact]
    public async Task A_file_of_soundings_goes_through_ingest_to_the_windows_of_its_cycles()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.txt", Igra("B0000000001", 0) + Level + Igra("A0000000001", 0) + Level + Igra("A0000000001", 12) + Level);
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(bench.Topics.Readings, await RecordsAsync(folder));
        await bench.AppendAsync([(5, null)]);

        await bench.RunAsync();

        var windows = bench.Analyst.Seen.Where(window => window.Profiles.Count > 0).ToList();
        Assert.Equal(["A0000000001", "B0000000001", "A0000000001"], windows.SelectMany(window => window.Profiles).Select(profile => profile.StationId));
        Assert.Equal([AssimilatorBench.Start, AssimilatorBench.Start.AddHours(12)], windows.Select(window => window.Cycle.Time));
        Assert.Equal(new ProfileLevel(85_000, 282.15f), Assert.Single(windows[0].Profiles[0].Levels));
        var analyses = await bench.AnalysesAsync();
        Assert.Equal(2, analyses.Single(analysis => analysis.Cycle.Time == AssimilatorBench.Start).Provenance.InputCounts["profile.Assimilated"]);
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task What_is_late_too_far_ahead_or_damaged_is_set_aside_as_readings_are()
    {
        await using var bench = new AssimilatorBench();
        var profile = new TemperatureProfile { StationId = "P", Time = AssimilatorBench.Start, LatitudeDegrees = 1, LongitudeDegrees = 1, Levels = [new(85_000, 280)] };
        var damaged = ProfileCodec.ToRecord(profile, "stations") with { Value = new byte[] { 255 } };
        await bench.AppendAsync(
            bench.Topics.Readings,
            ProfileCodec.ToRecord(profile, "stations"),
            ProfileCodec.ToRecord(profile with { Flag = QualityFlag.Late, FlagReason = "90 min after its cycle was closed" }, "stations").WithLateBy(TimeSpan.FromMinutes(90)),
            ProfileCodec.ToRecord(profile with { Time = null, Flag = QualityFlag.BadTime }, "stations"),
            damaged);
        await bench.EndAsync();

        await bench.RunAsync();

        Assert.Single(bench.Analyst.Seen.SelectMany(window => window.Profiles));
        var late = (await bench.ScanAsync(bench.Topics.Late)).Select(LateCodec.FromRecord).ToList();
        Assert.Equal(["profile", "profile"], late.Select(one => one.Original.Headers[RecordHeaders.Kind]));
        Assert.Contains(late, one => one.Reason == "90 min after its cycle was closed" && one.LateBy == TimeSpan.FromMinutes(90));
        Assert.Contains(late, one => ProfileCodec.FromRecord(one.Original).Time is null);
        Assert.Contains("not a Profile message", Assert.Single(await bench.DeadLettersAsync()).Reason, StringComparison.Ordinal);
    }

    private static string Igra(string id, int hour) => FormattableString.Invariant($"#{id} 1987 01 12 {hour:00} 0531    1 ncdc6301 ncdc6301  471234  -085432\n");

    private static async Task<LogRecord[]> RecordsAsync(ScratchFolder folder)
    {
        var options = new IngestOptions { Paths = { folder.FullName } };
        var source = new StationSource(
            "readings", 1, options, new StationFormats(new StationReadOptions()), new StationQuality(new QualityControlOptions(), TimeProvider.System), TimeProvider.System);
        var records = new List<LogRecord>();
        await foreach (var item in source.ReadAsync([], TestContext.Current.CancellationToken))
        {
            records.Add(item.ToRecord(null));
        }

        return [.. records];
    }
}
