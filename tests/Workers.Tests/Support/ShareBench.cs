using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Windows;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Leadership;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Testing;

namespace Slams.Workers.Tests.Support;

/// <summary>Instances that read one source of given items in shares, on one log.</summary>
internal sealed class ShareBench(bool onKafka = false) : IAsyncDisposable
{
    private const int Partitions = MockKafkaCluster.Partitions;
    private static readonly WindowOptions Windows = new() { AllowedDisorder = TimeSpan.FromMinutes(90), IdleTimeout = Timeout.InfiniteTimeSpan };
    private readonly ScratchFolder _folder = new();
    private readonly MockKafkaCluster? _cluster = onKafka ? new MockKafkaCluster() : null;
    private readonly List<IEventLog> _logs = [];

    public Topics Topics { get; } = new("test");

    /// <summary>What every instance is told.</summary>
    public IngestOptions Options { get; init; } = new() { BatchSize = 3, Shares = 4 };

    public string Database => _folder["log.db"];

    public string Folder(string name) => Directory.CreateDirectory(_folder[name]).FullName;

    public IEventLog Open()
    {
        var log = _cluster is null
            ? EventLogs.Open("sqlite:" + Database, new Dictionary<string, string> { [EventLogs.SqliteSynchronous] = "normal" })
            : EventLogs.Open("kafka:" + _cluster.BootstrapServers, new Dictionary<string, string>(MockKafkaCluster.ClientSettings));
        _logs.Add(log);
        return log;
    }

    /// <summary>An instance of its own.</summary>
    public Instance Start(IReadOnlyList<IngestItem> items, Func<IEventLog, IEventLog>? through = null, int firstItems = int.MaxValue) =>
        new(this, through?.Invoke(Open()) ?? Open(), items, firstItems);

    /// <summary>Numbers of the readings in the log, in order, with those that are there more than once.</summary>
    public async Task<List<long>> NumbersAsync() =>
        [.. (await RecordsAsync()).Where(record => record.KindOf() == RecordKind.Reading).Select(record => ReadingCodec.FromRecord(record).SourceRecord).Order()];

    public async Task<List<StoredRecord>> RecordsAsync()
    {
        await using var log = Open();
        var records = new List<StoredRecord>();
        await foreach (var record in log.ScanAsync(Topics.Readings, [], TestContext.Current.CancellationToken))
        {
            records.Add(record);
        }

        return [.. records.OrderBy(record => record.Partition).ThenBy(record => record.Offset)];
    }

    /// <summary>The windows that an assimilator makes of the log: their cycles and what is in them.</summary>
    public async Task<List<string>> WindowsAsync() => Close(await RecordsAsync());

    public static List<string> Close(IEnumerable<StoredRecord> records)
    {
        var core = ObservationWindows.Create(Windows);
        var now = DateTimeOffset.UnixEpoch.AddYears(60);
        for (var partition = 0; partition < Partitions; partition++)
        {
            core.Assign(new SourcePartition("test.readings", partition), now);
        }

        var closed = new List<string>();
        foreach (var record in records)
        {
            var at = new SourceOffset(new SourcePartition(record.Topic, record.Partition), record.Offset, record.SourceOf());
            if (record.KindOf() == RecordKind.Progress)
            {
                var progress = ProgressCodec.FromRecord(record);
                core.Progress(at, progress.Watermark, progress.EndOfStream, now);
            }
            else
            {
                var reading = Observation.Of(ReadingCodec.FromRecord(record));
                core.Add(at, reading.EventTime, now, reading);
            }

            while (core.TryClose(out var window))
            {
                closed.Add($"{window.Cycle.Key}: {string.Join(' ', window.Items.Select(item => item.Reading!.SourceRecord).Order())}");
            }
        }

        return closed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var log in _logs)
        {
            await log.DisposeAsync();
        }

        _cluster?.Dispose();
        _folder.Dispose();
    }

    /// <summary>What one process has.</summary>
    internal sealed class Instance : IAsyncDisposable
    {
        private readonly IEventLog _log;
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();
        private readonly SortedSet<int> _reading = [];

        public Instance(ShareBench bench, IEventLog log, IReadOnlyList<IngestItem> items, int firstItems)
        {
            _log = log;
            var (time, metrics) = (TimeProvider.System, new PipelineMetrics(Registry));
            var connection = new LogConnection(metrics, time, NullLogger<LogConnection>.Instance);
            var run = Microsoft.Extensions.Options.Options.Create(new RunOptions { SessionTimeout = TimeSpan.FromSeconds(6) });
            var activity = new SourceActivity(Workers, metrics, time);
            var (single, shared) = (
                new SingleActive(log, bench.Topics, run, new Standby(log, bench.Topics, connection), connection, activity, NullLogger<SingleActive>.Instance),
                new SharedActive(log, bench.Topics, run, connection, activity, NullLogger<SharedActive>.Instance));
            var reading = new SourceReading(
                new IngestServices(log, bench.Topics, connection, single, shared, metrics, time, []), "ingest", "stations", bench.Options, Windows,
                share => new ShareSource(this, share, items, firstItems), NullLogger.Instance);
            Counts = reading.Counts;
            Running = reading.RunAsync(_stop.Token);
        }

        public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

        public ActiveWorkers Workers { get; } = new();

        public IngestCounts Counts { get; }

        public Task Running { get; }

        /// <summary>Shares that have delivered so many items as they may, or all.</summary>
        public int[] Reading
        {
            get
            {
                lock (_lock)
                {
                    return [.. _reading];
                }
            }
        }

        /// <summary>Lets the sources go on to their ends.</summary>
        public void GoOn() => _gate.TrySetResult();

        /// <summary>Waits until it reads just as many shares.</summary>
        public async Task ReadsAsync(int shares)
        {
            var begun = TimeProvider.System.GetTimestamp();
            while (Reading.Length != shares)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), $"It reads {Reading.Length} shares.");
                Assert.False(Running.IsCompleted, $"It has ended: {Running.Exception}");
                await Task.Delay(10, _stop.Token);
            }
        }

        /// <summary>Ends as when it is told to.</summary>
        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            await _log.DisposeAsync();
            _stop.Dispose();
        }

        private sealed class ShareSource(Instance instance, SourceShare share, IReadOnlyList<IngestItem> items, int first) : IIngestSource
        {
            public string Name => share.Name;

            public SourceShare Share => share;

            public string Topic => "test.readings";

            public int Partitions => ShareBench.Partitions;

            public async IAsyncEnumerable<IngestItem> ReadAsync(IReadOnlyList<string> readBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
            {
                var ranks = readBefore.Index().ToDictionary(file => file.Item, file => file.Index);
                var mine = items.Where(item => share.Holds(item.File)).OrderBy(item => ranks.GetValueOrDefault(item.File, int.MaxValue)).ToArray();
                try
                {
                    for (var i = 0; i < mine.Length; i++)
                    {
                        if (i == first)
                        {
                            Note(reads: true);
                            await instance._gate.Task.WaitAsync(cancellationToken);
                        }

                        yield return new OfShare(mine[i], share);
                    }

                    Note(reads: true);
                    // Whoever is asked for the share before it has ended is no special case.
                    await Task.Yield();
                }
                finally
                {
                    Note(reads: false);
                }
            }

            private void Note(bool reads)
            {
                lock (instance._lock)
                {
                    _ = reads ? instance._reading.Add(share.Index) : instance._reading.Remove(share.Index);
                }
            }

            private sealed record OfShare(IngestItem Observation, SourceShare Share) : IngestItem(Observation)
            {
                public override LogRecord ToRecord(TimeSpan? lateBy)
                {
                    var record = Observation.ToRecord(lateBy);
                    return record with { Headers = new Dictionary<string, string>(record.Headers) { [RecordHeaders.Source] = Share.Name } };
                }
            }
        }
    }
}
