using Slams.Streaming.Log;

namespace Slams.Benchmarks;

/// <summary>Keeps what ingest appends to one topic, batch by batch, so that a raw client can append the very same.</summary>
internal sealed class CollectingLog(string wanted, int partitionCount) : IEventLog
{
    public List<IReadOnlyList<LogRecord>> Batches { get; } = [];

    public string Description => "memory";

    public Task EnsureTopicAsync(string topic, int partitions, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> PartitionCountAsync(string topic, CancellationToken cancellationToken) => Task.FromResult(partitionCount);

    public Task AppendAsync(string topic, IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        if (topic == wanted)
        {
            Batches.Add([.. records]);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredRecord> ScanAsync(
        string topic, IReadOnlyList<LogPosition> from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task<ILogReader> OpenReaderAsync(ReaderOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ITransactionalWriter> OpenTransactionalWriterAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Ends are asked for by who looks for what an earlier run left behind: nothing here.</summary>
    public Task<IReadOnlyList<LogPosition>> EndAsync(string topic, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LogPosition>>([]);

    public Task<IReadOnlyList<LogPosition>> OffsetsAtAsync(string topic, DateTimeOffset time, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> TopicsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Nothing is kept for readers: every partition starts where it ends.</summary>
    public Task<IReadOnlyList<LogPosition>> StartAsync(string topic, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LogPosition>>([.. Enumerable.Range(0, partitionCount).Select(partition => new LogPosition(topic, partition, 0))]);

    public Task<IReadOnlyList<LogPosition>> CommittedAsync(string group, string topic, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
