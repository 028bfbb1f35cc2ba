using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Support;

/// <summary>An ingest runner on a SQLite log in a folder of its own, and what the log holds afterwards.</summary>
internal sealed class IngestBench : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Topics _topics = new("test");
    private IEventLog? _log;

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    private IEventLog Log => _log ??= EventLogs.Open(
        "sqlite:" + _folder["log.db"], new Dictionary<string, string> { [EventLogs.SqliteSynchronous] = "normal" });

    /// <summary>Runs a source as a process of its own would; the log is opened anew.</summary>
    public async Task<IngestCounts> RunAsync(
        IIngestSource source, int batch = 10, Func<IEventLog, IEventLog>? through = null, double speed = 0, TimeProvider? clock = null, bool watch = false)
    {
        await CloseAsync();
        var runner = new IngestRunner(
            through?.Invoke(Log) ?? Log, _topics, new WindowOptions { AllowedDisorder = TimeSpan.FromMinutes(90) }, new IngestOptions { BatchSize = batch, Speed = speed, Watch = watch },
            new PipelineMetrics(Registry), clock ?? TimeProvider.System, NullLogger.Instance);
        try
        {
            await runner.RunAsync(source, TestContext.Current.CancellationToken);
        }
        catch (BrokenOffException)
        {
            // The process has ended; what it has counted goes with it.
        }

        return runner.Counts;
    }

    /// <summary>Readings in the log with their places, which analyses carry in their provenance.</summary>
    public async Task<List<(int Partition, long Offset, StationReading Reading)>> ReadingsAsync() =>
        [.. (await ScanAsync("test.readings", RecordKind.Reading)).Select(record => (record.Partition, record.Offset, ReadingCodec.FromRecord(record)))];

    public async Task<List<(int Partition, Progress Progress)>> ProgressAsync() =>
        [.. (await ScanAsync("test.readings", RecordKind.Progress)).Select(record => (record.Partition, ProgressCodec.FromRecord(record)))];

    /// <summary>Every record of the readings topic, with its place.</summary>
    public async Task<List<string>> RecordsAsync() =>
    [
        .. from record in (await ScanAsync("test.readings", RecordKind.Reading)).Concat(await ScanAsync("test.readings", RecordKind.Profile))
               .Concat(await ScanAsync("test.readings", RecordKind.Progress))
           orderby record.Partition, record.Offset
           select $"{record.Partition}/{record.Offset} {record.Key} {Convert.ToHexString(record.Value.Span)}",
    ];

    public async Task PoisonAsync(string kind) => await Log.AppendAsync(
        "test.readings",
        [new LogRecord(null, "no message"u8.ToArray(), DateTimeOffset.UnixEpoch) { Partition = 0, Headers = new Dictionary<string, string> { [RecordHeaders.Kind] = kind } }],
        TestContext.Current.CancellationToken);

    public async Task<List<DeadLetter>> DeadLettersAsync() =>
        [.. (await ScanAsync(_topics.DeadLetters, RecordKind.DeadLetter)).Select(DeadLetterCodec.FromRecord)];

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private async Task<List<StoredRecord>> ScanAsync(string topic, RecordKind kind)
    {
        var records = new List<StoredRecord>();
        await foreach (var record in Log.ScanAsync(topic, [], TestContext.Current.CancellationToken))
        {
            if (record.KindOf() == kind)
            {
                records.Add(record);
            }
        }

        return [.. records.OrderBy(record => record.Partition).ThenBy(record => record.Offset)];
    }

    private async Task CloseAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
            _log = null;
        }
    }
}
