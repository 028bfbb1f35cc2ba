namespace Slams.Streaming.Log;

/// <summary>A position in one partition: <paramref name="Offset"/> is the next record to read.</summary>
public readonly record struct LogPosition(string Topic, int Partition, long Offset);
