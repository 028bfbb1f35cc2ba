using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Quality;
using Slams.Core.Windows;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Ingest.Stations;
using Slams.Streaming;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

/// <summary>Files appear in the order of time, not in that of their names: none may be passed over after a restart.</summary>
public sealed class FileOrderTests
{
    private const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n";
    private static readonly TimeSpan Scan = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_file_that_sorts_before_the_last_one_read_is_appended_once_and_the_others_not_again()
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(Files(("b.csv", 6))));

        await bench.RunAsync(new ListSource(Files(("b.csv", 6), ("a.csv", 5))));
        await bench.RunAsync(new ListSource(Files(("b.csv", 6), ("a.csv", 5))));

        Assert.Equal(Enumerable.Range(0, 11).Select(n => (long)n), (await bench.ReadingsAsync()).Select(found => found.Reading.SourceRecord).Order());
        using var text = new MemoryStream();
        await bench.Registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        Assert.Contains(
            "slams_obs_received_total{source=\"stations\",format=\"csv\",flag=\"Assimilated\"} 11\n", System.Text.Encoding.UTF8.GetString(text.ToArray()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_after_any_record_among_files_in_any_order_the_log_is_as_if_nothing_had_happened()
    {
        var items = Files(("e.csv", 4), ("b.csv", 2), ("d.csv", 1), ("a.csv", 7), ("c.csv", 3));
        await using var unbroken = new IngestBench();
        await unbroken.RunAsync(new ListSource(items), batch: 5);
        var expected = await unbroken.RecordsAsync();

        for (var records = 0; records < expected.Count; records++)
        {
            await using var broken = new IngestBench();
            await broken.RunAsync(new ListSource(items), 5, log => new FaultyLog(log) { RecordsUntilKilled = records, LastPartitionFirst = records % 2 == 0 });

            await broken.RunAsync(new ListSource(items), batch: 5);

            Assert.Equal(expected, await broken.RecordsAsync());
        }
    }

    [Fact]
    public async Task Killed_half_way_through_a_file_that_sorts_before_another_the_rest_of_it_is_appended()
    {
        var items = Files(("b.csv", 6), ("a.csv", 20));
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(items, breakAfter: 17), batch: 5);
        Assert.Equal(15, (await bench.ReadingsAsync()).Count);

        await bench.RunAsync(new ListSource(items), batch: 5);

        Assert.Equal(Enumerable.Range(0, 26).Select(n => (long)n), (await bench.ReadingsAsync()).Select(found => found.Reading.SourceRecord).Order());
    }

    [Fact]
    public async Task What_was_torn_and_comes_in_another_order_is_not_doubled()
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(Files(("b.csv", 6), ("a.csv", 5))), 20, log => new FaultyLog(log) { RecordsUntilKilled = 3 });
        var items = Files(("b.csv", 6), ("a.csv", 5));

        await bench.RunAsync(new ListSource([.. items.Skip(6), .. items.Take(6)]), 20);

        Assert.Equal(Enumerable.Range(0, 11).Select(n => (long)n), (await bench.ReadingsAsync()).Select(found => found.Reading.SourceRecord).Order());
    }

    [Fact]
    public async Task While_watching_two_folders_all_that_appears_before_and_after_a_restart_is_in_the_log_once()
    {
        using var work = new ScratchFolder();
        var (metar, synop) = (Directory.CreateDirectory(work["metar"]).FullName, Directory.CreateDirectory(work["synop"]).FullName);
        Write(metar, "5.csv", "A", 0);
        Write(synop, "5.csv", "B", 0);
        await WatchAsync(work, [metar, synop], expected: 2, () => { });

        Write(metar, "6.csv", "A", 1);
        await WatchAsync(work, [metar, synop], expected: 5, () =>
        {
            Write(synop, "4.csv", "B", 1);
            Write(metar, "3.csv", "C", 1);
        });
        await WatchAsync(work, [metar, synop], expected: 6, () => Write(metar, "1.csv", "D", 1));

        await using var log = EventLogs.Open("sqlite:" + work["log.db"]);
        Assert.Equal(["A 0", "A 1", "B 0", "B 1", "C 1", "D 1"], (await ReadingsAsync(log)).Order());
    }

    /// <summary>Items with numbers from 0, of files with so many each.</summary>
    private static IngestItem[] Files(params (string Name, int Items)[] files) =>
    [
        .. files.SelectMany(file => Enumerable.Repeat(file.Name, file.Items))
            .Select((file, i) => ListSource.Reading(i, TimeSpan.FromMinutes(i)) with { File = file }),
    ];

    private static void Write(string folder, string name, string station, int hour) =>
        File.WriteAllText(Path.Combine(folder, name), Header + FormattableString.Invariant($"{station},1987-01-12T0{hour}:00Z,50,10,100,270,0\n"));

    /// <summary>Watches until the log holds so many readings, and is stopped. Files appear after the first scan.</summary>
    private static async Task WatchAsync(ScratchFolder work, string[] folders, int expected, Action appear)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var clock = new ScanClock();
        await using var log = EventLogs.Open("sqlite:" + work["log.db"]);
        var options = new IngestOptions { Watch = true };
        options.Paths.AddRange(folders);
        var source = new StationSource(
            "test.readings", 3, options, new StationFormats(StationIngest.ReadOptions(options, clock)), new StationQuality(new QualityControlOptions(), clock), clock);
        var runner = new IngestRunner(
            log, new Topics("test"), new WindowOptions { AllowedDisorder = TimeSpan.FromMinutes(90) }, options, new PipelineMetrics(Metrics.NewCustomRegistry()),
            clock, NullLogger.Instance);
        var running = runner.RunAsync(source, stop.Token);
        await clock.WaitBegunAsync();
        appear();
        // The append is done by another thread, in real time.
        var begun = TimeProvider.System.GetTimestamp();
        for (var scans = 0; scans < 10 || (await ReadingsAsync(log)).Count < expected; scans++)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30) && !running.IsFaulted, $"Not all has come: {running.Exception}");
            clock.Advance(Scan);
            await clock.WaitBegunAsync();
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(expected, (await ReadingsAsync(log)).Count);
    }

    private static async Task<List<string>> ReadingsAsync(Slams.Streaming.Log.IEventLog log)
    {
        var found = new List<string>();
        await foreach (var record in log.ScanAsync("test.readings", [], TestContext.Current.CancellationToken))
        {
            if (record.KindOf() == RecordKind.Reading && ReadingCodec.FromRecord(record) is var reading)
            {
                found.Add(FormattableString.Invariant($"{reading.StationId} {reading.Time?.Hour}"));
            }
        }

        return found;
    }
}
