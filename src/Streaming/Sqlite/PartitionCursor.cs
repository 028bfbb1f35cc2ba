namespace Slams.Streaming.Sqlite;

/// <summary>How far a reader has come in one partition.</summary>
internal sealed class PartitionCursor(long id, string topic, int partition, long position)
{
    public long Id { get; } = id;

    public string Topic { get; } = topic;

    public int Partition { get; } = partition;

    /// <summary>Next offset to fetch.</summary>
    public long Position { get; set; } = position;

    /// <summary>Next offset that will be written, as last seen.</summary>
    public long End { get; set; } = position;

    /// <summary>Timestamp of the last record fetched.</summary>
    public DateTimeOffset Reached { get; set; } = DateTimeOffset.MinValue;
}
