using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Fuzz.Support;

/// <summary>Records as a reader of the log gets them.</summary>
internal static class Records
{
    /// <summary>What a record looks like when it is read back.</summary>
    public static StoredRecord Stored(LogRecord record) => new("topic", 0, 5, record.Key, record.Value, record.Timestamp, record.Headers);

    /// <summary>A record that says of its bytes what they are.</summary>
    public static StoredRecord Of(string kind, byte[] value) =>
        new("topic", 0, 5, "key", value, FixedClock.Now, new Dictionary<string, string> { [RecordHeaders.Kind] = kind, [RecordHeaders.Source] = "stations" });
}
