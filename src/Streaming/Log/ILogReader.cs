namespace Slams.Streaming.Log;

/// <summary>
/// A member of a consumer group. Reading never depends on how long the caller takes between two calls: the log is polled by a
/// task of its own, which pauses partitions when the buffer is full.
/// </summary>
public interface ILogReader : IAsyncDisposable
{
    /// <summary>Partitions this member holds now.</summary>
    IReadOnlyCollection<(string Topic, int Partition)> Assignment { get; }

    /// <summary>When the log was last polled; the age of this is the reader's liveness.</summary>
    DateTimeOffset LastPoll { get; }

    /// <summary>Records behind the end of the assigned partitions that are not paused, as last seen; null before it is known.</summary>
    long? Lag { get; }

    /// <summary>
    /// Raised before records of newly assigned partitions are returned, and when partitions are lost. Rebuild state from the
    /// committed offsets then.
    /// </summary>
    event Action<AssignmentChange>? AssignmentChanged;

    /// <summary>Returns at least one record, or none when <paramref name="maxWait"/> has passed.</summary>
    Task<IReadOnlyList<StoredRecord>> ReadAsync(int maxRecords, TimeSpan maxWait, CancellationToken cancellationToken);

    /// <summary>
    /// Stops fetching these partitions, and goes on with all others, until called again. What has been fetched already still comes;
    /// polling goes on.
    /// </summary>
    void Pause(IReadOnlyCollection<(string Topic, int Partition)> partitions);

    /// <summary>Commits positions (next offset to read) for the group.</summary>
    /// <exception cref="LostPartitionException">
    /// A partition is held by another member now, or has been lost since the last read, though it may be held again: nothing is committed.
    /// </exception>
    Task CommitAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken);

    /// <summary>Committed positions of the group for the partitions that this member holds.</summary>
    Task<IReadOnlyList<LogPosition>> CommittedAsync(CancellationToken cancellationToken);
}
