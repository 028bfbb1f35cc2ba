using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slams.Formats.Zarr;

/// <summary>The axis of time of a store and how it is cut, as its group has it: what can be said without the grid.</summary>
/// <param name="Group">The group's document.</param>
internal sealed record ZarrAxis(JsonObject Group)
{
    // Far more than settings allow, and few enough for the index of a shard.
    private const int MostShardTimes = 1_000_000;

    private JsonNode Attributes => Group["attributes"]!;

    private JsonNode Field => Group["consolidated_metadata"]!["metadata"]!["air_temperature"]!;

    /// <summary>Number of times.</summary>
    public int Times => (int)Field["shape"]![0]!;

    /// <summary>Times in a shard.</summary>
    public int ShardTimes => ShardTimesOf(Field);

    /// <summary>Whether chunks end with their checksum.</summary>
    public bool Checksummed => Group["consolidated_metadata"]!["metadata"]!["revision"]!["codecs"]!.AsArray().Any(codec => (string?)codec!["name"] == "crc32c");

    /// <summary>Time between two cycles, s.</summary>
    public long IntervalSeconds => (long)Attributes["interval_seconds"]!;

    /// <summary>Place on the axis from which on cycles are kept.</summary>
    public int FirstKept
    {
        get => Attributes[ZarrRetention.Attribute] is { } kept ? checked((int)((long)kept - (long)Attributes["first_cycle_index"]!)) : 0;
        set => Attributes[ZarrRetention.Attribute] = (long)Attributes["first_cycle_index"]! + value;
    }

    /// <summary>Time of a place on the axis.</summary>
    public DateTimeOffset TimeOf(int place) => DateTimeOffset.FromUnixTimeSeconds((long)Attributes["first_time"]! + (place * IntervalSeconds));

    /// <summary>Whether reading a document has failed because it is of another form, as other programs, or damage, leave it.</summary>
    public static bool IsOfAnotherForm(Exception problem) =>
        problem is JsonException or NullReferenceException or InvalidOperationException or FormatException or ArgumentException or OverflowException;

    /// <summary>Times in a shard of a field.</summary>
    /// <exception cref="FormatException">That is no number of them.</exception>
    public static int ShardTimesOf(JsonNode field) => (int)field["chunk_grid"]!["configuration"]!["chunk_shape"]![0]! is var times and > 0 and <= MostShardTimes
        ? times
        : throw new FormatException("A shard has no such number of times.");

    /// <summary>Whether seconds since 1970 are a time.</summary>
    public static bool IsInCalendar(long seconds) => seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
}
