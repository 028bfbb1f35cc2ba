using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Windows;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

public sealed class IngestOutageTests
{
    [Fact]
    public async Task A_log_that_fails_in_the_middle_costs_nothing_and_doubles_nothing()
    {
        using var folder = new ScratchFolder();
        var token = TestContext.Current.CancellationToken;
        await using var log = new FaultyLog(EventLogs.Open("sqlite:" + folder["log.db"])) { LoseAnswers = 2 };
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        var connection = new LogConnection(metrics, TimeProvider.System, NullLogger<LogConnection>.Instance);
        var runner = new IngestRunner(
            log, new Topics("test"), new WindowOptions(), new IngestOptions { BatchSize = 7 }, metrics, TimeProvider.System, NullLogger.Instance);
        var readings = 0;

        await connection.RunAsync(
            "ingest",
            stop =>
            {
                readings++;
                return runner.RunAsync(new ListSource(ListSource.Readings(60)), stop);
            },
            token);

        var stored = new List<double>();
        await foreach (var record in log.ScanAsync("test.readings", [], token))
        {
            if (record.KindOf() == RecordKind.Reading)
            {
                stored.Add(ReadingCodec.FromRecord(record).AirTemperatureK!.Value);
            }
        }

        Assert.Equal(3, readings);
        Assert.Equal(Enumerable.Range(270, 60).Select(kelvin => (double)kelvin), stored.Order());
        Assert.Equal((60, 60), (runner.Counts.Read, runner.Counts.Used));
        Assert.Null(connection.Failure);
    }

    [Fact]
    public async Task Progress_that_cannot_be_read_does_not_keep_ingest_from_going_on()
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(ListSource.Readings(30), breakAfter: 20));
        await bench.PoisonAsync("progress");

        await bench.RunAsync(new ListSource(ListSource.Readings(30)));

        Assert.Equal(30, (await bench.ReadingsAsync()).Count);
    }

    [Fact]
    public async Task A_straggler_within_the_bound_keeps_its_flag_and_is_marked_and_one_past_it_is_flagged()
    {
        using var folder = new ScratchFolder();
        var token = TestContext.Current.CancellationToken;
        await using var log = EventLogs.Open("sqlite:" + folder["log.db"]);
        var windows = new WindowOptions { AllowedDisorder = TimeSpan.FromHours(1), RevisionBound = TimeSpan.FromHours(6) };
        var runner = new IngestRunner(
            log, new Topics("test"), windows, new IngestOptions(), new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger.Instance);
        // The window of midnight ends at 3 h and is closed at 4 h, and may be revised until 10 h.
        int[] hours = [0, 5, 1, 11, 2];

        await runner.RunAsync(new ListSource([.. hours.Select((hour, i) => ListSource.Reading(i, TimeSpan.FromHours(hour)))]), token);

        var marks = new SortedDictionary<long, (string Flag, double? LateHours)>();
        await foreach (var record in log.ScanAsync("test.readings", [], token))
        {
            if (record.KindOf() == RecordKind.Reading && ReadingCodec.FromRecord(record) is var reading)
            {
                marks[reading.SourceRecord] = (reading.Flag.ToString(), record.LateByOf()?.TotalHours);
            }
        }

        Assert.Equal([("Assimilated", null), ("Assimilated", null), ("Assimilated", 1), ("Assimilated", null), ("Late", 7)], marks.Values);
        Assert.Equal((4, 1), (runner.Counts.Used, runner.Counts.Of(Core.Observations.QualityFlag.Late)));
    }
}
