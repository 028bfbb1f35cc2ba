namespace Slams.Streaming.Log;

/// <summary>A record read back, with its place in the log.</summary>
public sealed record StoredRecord(
    string Topic, int Partition, long Offset, string? Key, ReadOnlyMemory<byte> Value, DateTimeOffset Timestamp,
    IReadOnlyDictionary<string, string> Headers);
