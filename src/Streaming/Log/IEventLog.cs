namespace Slams.Streaming.Log;

/// <summary>
/// A durable, partitioned, ordered event log. Two engines implement it: Kafka for clusters, SQLite for one machine.
/// One contract-test suite runs on both.
/// </summary>
public interface IEventLog : IAsyncDisposable
{
    /// <summary>Engine and address without secrets, for messages to people.</summary>
    string Description { get; }

    /// <summary>Creates a topic unless it exists. Partitions of an existing topic are left as they are.</summary>
    Task EnsureTopicAsync(string topic, int partitions, CancellationToken cancellationToken);

    /// <summary>
    /// The same for a topic whose records are of use only for a while: where the engine has a retention of each topic, older ones are removed.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="kept">How long they are of use, by their timestamps.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task EnsureTopicAsync(string topic, int partitions, TimeSpan kept, CancellationToken cancellationToken) => EnsureTopicAsync(topic, partitions, cancellationToken);

    /// <summary>Number of partitions of a topic.</summary>
    Task<int> PartitionCountAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Appends a batch durably, in order per partition; returns when every record is acknowledged.</summary>
    Task AppendAsync(string topic, IReadOnlyList<LogRecord> records, CancellationToken cancellationToken);

    /// <summary>Reads topics as a member of a group.</summary>
    Task<ILogReader> OpenReaderAsync(ReaderOptions options, CancellationToken cancellationToken);

    /// <summary>Opens a writer whose commits move outputs and input offsets together. A second writer of the same name fences the first.</summary>
    Task<ITransactionalWriter> OpenTransactionalWriterAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads everything committed in a topic from <paramref name="from"/> (per partition; absent = oldest) to its present end, without a group.</summary>
    IAsyncEnumerable<StoredRecord> ScanAsync(string topic, IReadOnlyList<LogPosition> from, CancellationToken cancellationToken);

    /// <summary>The present end (next offset) of every partition of a topic.</summary>
    Task<IReadOnlyList<LogPosition>> EndAsync(string topic, CancellationToken cancellationToken);

    /// <summary>First offset of every partition whose timestamp is not before <paramref name="time"/>; the end where there is none.</summary>
    Task<IReadOnlyList<LogPosition>> OffsetsAtAsync(string topic, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Names of all topics, in ordinal order; without those that the engine keeps for itself.</summary>
    Task<IReadOnlyList<string>> TopicsAsync(CancellationToken cancellationToken);

    /// <summary>The oldest offset kept of every partition of a topic; the end where nothing is kept.</summary>
    Task<IReadOnlyList<LogPosition>> StartAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Committed positions of a group in a topic, without joining the group; partitions without one are absent.</summary>
    Task<IReadOnlyList<LogPosition>> CommittedAsync(string group, string topic, CancellationToken cancellationToken);

    /// <summary>
    /// What the engine says of a topic, for operators: its settings by name (<c>retention.ms</c>, …) and, where it has copies,
    /// their number as <c>replication.factor</c>. Empty where topics have no settings.
    /// </summary>
    /// <exception cref="EventLogException">The engine does not tell, or cannot be reached.</exception>
    Task<IReadOnlyDictionary<string, string>> TopicSettingsAsync(string topic, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
