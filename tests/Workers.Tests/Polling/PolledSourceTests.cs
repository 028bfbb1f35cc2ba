using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Quality;
using Slams.Core.Windows;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Ingest.Polling;
using Slams.Ingest.Stations;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Polling;

/// <summary>From the server into the log, by processes that come and go.</summary>
public sealed class PolledSourceTests
{
    private const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n";
    private static readonly Topics Topics = new("test");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_repeats_nothing_and_skips_nothing_with_its_spool_and_without(bool keepsSpool)
    {
        using var folder = new ScratchFolder();
        await using var server = await FileServer.StartAsync();
        server.Put("/obs/a.csv", Header + Line("A", 1) + Line("A", 2), "\"1\"");

        await RunAsync(folder, server, 2);
        server.Put("/obs/a.csv", Header + Line("A", 3), "\"2\"");
        await RunAsync(folder, server, 3);
        if (!keepsSpool)
        {
            Directory.Delete(folder["spool"], recursive: true);
        }

        server.Put("/obs/a.csv", Header + Line("A", 4), "\"3\"");
        await RunAsync(folder, server, 4);

        Assert.Equal(["A 01", "A 02", "A 03", "A 04"], await ReadingsAsync(folder));
    }

    [Fact]
    public async Task What_was_fetched_and_not_read_is_read_by_the_next_process()
    {
        using var folder = new ScratchFolder();
        await using var server = await FileServer.StartAsync();
        server.Put("/obs/a.csv", Header + Line("A", 1), "\"1\"");
        var arrival = new Arrival(DateTimeOffset.UnixEpoch, Arrival.HashOf(server.Address + "/obs/a.csv"), Arrival.HashOf("tag \"1\""), Arrival.HashOf("content"));
        Directory.CreateDirectory(Path.Combine(folder["spool"], arrival.Folder));
        await File.WriteAllTextAsync(Path.Combine(folder["spool"], arrival.Folder, "a.csv"), Header + Line("A", 1), TestContext.Current.CancellationToken);

        await RunAsync(folder, server, 1);

        Assert.Equal(["A 01"], await ReadingsAsync(folder));
        Assert.Single(new DirectoryInfo(folder["spool"]).GetDirectories());
    }

    [Fact]
    public async Task What_was_read_and_is_old_goes_from_the_spool_at_the_next_start_and_nothing_else()
    {
        using var folder = new ScratchFolder();
        await using var server = await FileServer.StartAsync();
        var arrival = new Arrival(new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero), Arrival.HashOf("elsewhere"), Arrival.HashOf("1"), Arrival.HashOf("content"));
        Directory.CreateDirectory(Path.Combine(folder["spool"], arrival.Folder));
        await File.WriteAllTextAsync(Path.Combine(folder["spool"], arrival.Folder, "b.csv"), Header + Line("B", 1), TestContext.Current.CancellationToken);
        server.Put("/obs/a.csv", Header + Line("A", 1), "\"1\"");

        await RunAsync(folder, server, 2);
        Assert.Equal(2, new DirectoryInfo(folder["spool"]).GetDirectories().Length);
        server.Put("/obs/a.csv", Header + Line("A", 2), "\"2\"");
        await RunAsync(folder, server, 3);

        Assert.Equal(2, new DirectoryInfo(folder["spool"]).GetDirectories().Length);
        Assert.False(Directory.Exists(Path.Combine(folder["spool"], arrival.Folder)));
        Assert.Equal(["A 01", "A 02", "B 01"], await ReadingsAsync(folder));
    }

    [Fact]
    public async Task Two_sources_have_no_spool_in_common_and_what_another_instance_writes_there_is_left_alone()
    {
        using var folder = new ScratchFolder();
        var clock = new HastyClock();
        var options = new IngestOptions { Watch = true, ModelFolder = "model" };
        options.Poll.Spool = folder["spool"];
        options.Poll.Http.Add(new HttpPollOptions { Name = "one", Url = "https://one.example/a.csv" });
        Directory.CreateDirectory(Path.Combine(folder["spool"], ".0123.partial"));
        await using var log = Open(folder);
        using var feeds = new PollingFeeds(log, new PipelineMetrics(Metrics.NewCustomRegistry()), new Circuits(clock), clock, NullLogger<PollingFeeds>.Instance);

        Assert.NotNull(feeds.Of("stations", "Stations", options));
        var problem = Assert.Throws<InvalidDataException>(() => feeds.Of("satellite", "Satellite", options));

        Assert.StartsWith("Satellite:Poll:Spool: another source has it", problem.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(folder["spool"]));
    }

    /// <summary>Runs a process until the log has so many readings, and ends it.</summary>
    private static async Task RunAsync(ScratchFolder folder, FileServer server, int readings)
    {
        var clock = new HastyClock();
        await using var log = Open(folder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var options = new IngestOptions { Watch = true, ModelFolder = "model" };
        (options.Poll.Spool, options.Poll.Keep) = (folder["spool"], TimeSpan.FromDays(1));
        options.Poll.AllowedNetworks.Add("127.0.0.0/8");
        options.Poll.Http.Add(new HttpPollOptions { Name = "one", Url = server.Address + "/obs/a.csv", Interval = TimeSpan.FromSeconds(20) });
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        using var feeds = new PollingFeeds(log, metrics, new Circuits(clock), clock, NullLogger<PollingFeeds>.Instance);
        var appended = new SemaphoreSlim(0);
        var runner = new IngestRunner(log, Topics, new WindowOptions { AllowedDisorder = TimeSpan.FromMinutes(90) }, options, metrics, clock, NullLogger.Instance)
        {
            Appended = () => appended.Release(),
            Feed = feeds.Of("stations", "Stations", options),
        };
        var source = new StationSource(
            Topics.Readings, 2, options, new StationFormats(StationIngest.ReadOptions(options, clock)),
            new StationQuality(new QualityControlOptions(), clock), clock);
        var running = runner.RunAsync(source, stop.Token);
        while ((await ReadingsAsync(log)).Count < readings)
        {
            Assert.True(await appended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "Nothing comes.");
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static string Line(string station, int hour) => FormattableString.Invariant($"{station},2026-11-30T0{hour}:00Z,50,10,100,27{hour},0\n");

    private static IEventLog Open(ScratchFolder folder) => EventLogs.Open(
        "sqlite:" + folder["log.db"], new Dictionary<string, string> { [EventLogs.SqliteSynchronous] = "normal" });

    private static async Task<List<string>> ReadingsAsync(ScratchFolder folder)
    {
        await using var log = Open(folder);
        return await ReadingsAsync(log);
    }

    private static async Task<List<string>> ReadingsAsync(IEventLog log)
    {
        await log.EnsureTopicAsync(Topics.Readings, 2, TestContext.Current.CancellationToken);
        var readings = new List<string>();
        await foreach (var record in log.ScanAsync(Topics.Readings, [], TestContext.Current.CancellationToken))
        {
            if (record.KindOf() == RecordKind.Reading)
            {
                var reading = ReadingCodec.FromRecord(record);
                readings.Add($"{reading.StationId} {reading.Time:HH}");
            }
        }

        return [.. readings.Order(StringComparer.Ordinal)];
    }
}
