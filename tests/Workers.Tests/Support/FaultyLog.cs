using System.Runtime.CompilerServices;
using Slams.Streaming.Log;

namespace Slams.Workers.Tests.Support;

/// <summary>A log that can be away: every call fails then, as with a broker that does not answer.</summary>
internal sealed class FaultyLog(IEventLog log) : IEventLog
{
    private volatile bool _away;
    private bool _scanned;

    public bool Away
    {
        get => _away;
        set => _away = value;
    }

    /// <summary>A topic of which nobody knows where it ends, as when the broker of one of its partitions is away.</summary>
    public string? AwayTopic { get; set; }

    /// <summary>So many appends fail after having been written, as when the answer is lost; then all is well.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>
    /// So many records more are written, partition by partition as brokers do, before the process is killed; null for no end.
    /// </summary>
    public int? RecordsUntilKilled { get; set; }

    /// <summary>Whether retention has removed what was there before.</summary>
    public bool OldestAreGone { get; init; }

    /// <summary>Whether retention removes the first record of every partition when the log is first scanned, before any is read.</summary>
    public bool OldestGoAtScan { get; init; }

    /// <summary>Whether the last partition of a batch is written first.</summary>
    public bool LastPartitionFirst { get; init; }

    /// <summary>
    /// The next commit writes so many of its outputs and nothing else, as on a broker without transactions, before its
    /// connection is cut; null for none.
    /// </summary>
    public int? OutputsUntilCut { get; set; }

    /// <summary>So many commits of readers are refused: another member has had the partitions meanwhile.</summary>
    public int CommitsOfLost { get; set; }

    /// <summary>Outputs of the largest commit so far.</summary>
    public int MostOutputs { get; private set; }

    /// <summary>Calls that have failed.</summary>
    public int Failures { get; private set; }

    public string Description => log.Description;

    public Task EnsureTopicAsync(string topic, int partitions, CancellationToken cancellationToken) =>
        Answer(() => log.EnsureTopicAsync(topic, partitions, cancellationToken));

    public Task<int> PartitionCountAsync(string topic, CancellationToken cancellationToken) => Answer(() => log.PartitionCountAsync(topic, cancellationToken));

    public async Task AppendAsync(string topic, IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        if (RecordsUntilKilled < records.Count)
        {
            var partitions = await log.PartitionCountAsync(topic, cancellationToken);
            var byPartition = records.OrderBy(
                record => (record.Partition ?? KeyPartitioner.Partition(record.Key!, partitions)) * (LastPartitionFirst ? -1 : 1));
            await log.AppendAsync(topic, [.. byPartition.Take(RecordsUntilKilled.Value)], cancellationToken);
            RecordsUntilKilled = 0;
            throw new BrokenOffException();
        }

        RecordsUntilKilled -= records.Count;
        await Answer(() => log.AppendAsync(topic, records, cancellationToken));
        if (records.Count > 0 && LoseAnswers > 0)
        {
            LoseAnswers--;
            Failures++;
            throw new EventLogException("the answer was lost");
        }
    }

    public async Task<ILogReader> OpenReaderAsync(ReaderOptions options, CancellationToken cancellationToken)
    {
        var reader = await Answer(() => log.OpenReaderAsync(options, cancellationToken));
        return CommitsOfLost > 0 ? new LosingReader(this, reader) : reader;
    }

    public async Task<ITransactionalWriter> OpenTransactionalWriterAsync(string name, CancellationToken cancellationToken) =>
        new FaultyWriter(this, await Answer(() => log.OpenTransactionalWriterAsync(name, cancellationToken)));

    public async IAsyncEnumerable<StoredRecord> ScanAsync(
        string topic, IReadOnlyList<LogPosition> from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _scanned = true;
        await foreach (var record in Answer(() => log.ScanAsync(topic, from, cancellationToken)))
        {
            if (!OldestGoAtScan || record.Offset > 0)
            {
                yield return record;
            }
        }
    }

    public Task<IReadOnlyList<LogPosition>> EndAsync(string topic, CancellationToken cancellationToken) => topic == AwayTopic
        ? throw new EventLogException($"no broker answers for '{topic}'")
        : Answer(() => log.EndAsync(topic, cancellationToken));

    public Task<IReadOnlyList<LogPosition>> OffsetsAtAsync(string topic, DateTimeOffset time, CancellationToken cancellationToken) =>
        Answer(() => log.OffsetsAtAsync(topic, time, cancellationToken));

    public Task<IReadOnlyList<string>> TopicsAsync(CancellationToken cancellationToken) => Answer(() => log.TopicsAsync(cancellationToken));

    public async Task<IReadOnlyList<LogPosition>> StartAsync(string topic, CancellationToken cancellationToken) =>
        [.. (await Answer(() => log.StartAsync(topic, cancellationToken))).Select(start => start with { Offset = start.Offset + (OldestAreGone || (OldestGoAtScan && _scanned) ? 1 : 0) })];

    public Task<IReadOnlyList<LogPosition>> CommittedAsync(string group, string topic, CancellationToken cancellationToken) =>
        Answer(() => log.CommittedAsync(group, topic, cancellationToken));

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private T Answer<T>(Func<T> call)
    {
        if (_away)
        {
            Failures++;
            throw new EventLogException("no broker answers");
        }

        return call();
    }

    private sealed class LosingReader(FaultyLog log, ILogReader reader) : ILogReader
    {
        public event Action<AssignmentChange>? AssignmentChanged
        {
            add => reader.AssignmentChanged += value;
            remove => reader.AssignmentChanged -= value;
        }

        public IReadOnlyCollection<(string Topic, int Partition)> Assignment => reader.Assignment;

        public DateTimeOffset LastPoll => reader.LastPoll;

        public long? Lag => reader.Lag;

        public Task<IReadOnlyList<StoredRecord>> ReadAsync(int maxRecords, TimeSpan maxWait, CancellationToken cancellationToken) =>
            reader.ReadAsync(maxRecords, maxWait, cancellationToken);

        public void Pause(IReadOnlyCollection<(string Topic, int Partition)> partitions) => reader.Pause(partitions);

        public Task CommitAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken) => positions.Count > 0 && log.CommitsOfLost-- > 0
            ? throw new LostPartitionException("group", "another member had it")
            : reader.CommitAsync(positions, cancellationToken);

        public Task<IReadOnlyList<LogPosition>> CommittedAsync(CancellationToken cancellationToken) => reader.CommittedAsync(cancellationToken);

        public ValueTask DisposeAsync() => reader.DisposeAsync();
    }

    private sealed class FaultyWriter(FaultyLog log, ITransactionalWriter writer) : ITransactionalWriter
    {
        public async Task CommitAsync(
            IReadOnlyList<(string Topic, LogRecord Record)> outputs, ILogReader reader, IReadOnlyList<LogPosition> positions,
            CancellationToken cancellationToken)
        {
            log.MostOutputs = Math.Max(log.MostOutputs, outputs.Count);
            if (log.OutputsUntilCut is { } count)
            {
                log.OutputsUntilCut = null;
                foreach (var (topic, record) in outputs.Take(count))
                {
                    await log.AppendAsync(topic, [record], cancellationToken);
                }

                throw new EventLogException("the connection was cut");
            }

            await log.Answer(() => writer.CommitAsync(outputs, reader, positions, cancellationToken));
        }

        public ValueTask DisposeAsync() => writer.DisposeAsync();
    }
}
