using System.Collections.Frozen;

namespace Slams.Streaming.Log;

/// <summary>A record to append.</summary>
/// <param name="Key">Decides the partition; null spreads records evenly.</param>
/// <param name="Value">Payload.</param>
/// <param name="Timestamp">Event time, UTC.</param>
public sealed record LogRecord(string? Key, ReadOnlyMemory<byte> Value, DateTimeOffset Timestamp)
{
    /// <summary>Partition to append to; null lets the key decide.</summary>
    public int? Partition { get; init; }

    /// <summary>Headers by name, UTF-8 text.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;
}
