using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>Records as Kafka messages; <see cref="KafkaRecordReader"/> reads them back.</summary>
internal static class KafkaRecords
{
    // Kafka has no times at or before the epoch (0 means "now" to the client): such a record is stamped 1 ms and carries its
    // own time in this header, which readers take out again.
    public const string TimeHeader = "slams-timestamp-ms";
    public const long FirstTime = 1;

    /// <summary>What Kafka says of a message that has no time, ms.</summary>
    public const long NoTime = -1;

    /// <summary>Makes a message of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="last">Headers of the message before, as given and as made: neighbours mostly share theirs.</param>
    public static Message<byte[]?, byte[]> ToMessage(LogRecord record, ref (IReadOnlyDictionary<string, string> Given, Headers Made) last)
    {
        if (!ReferenceEquals(record.Headers, last.Given))
        {
            last = (record.Headers, ToHeaders(record.Headers));
        }

        var milliseconds = record.Timestamp.ToUnixTimeMilliseconds();
        return new Message<byte[]?, byte[]>
        {
            Key = record.Key is null ? null : Encoding.UTF8.GetBytes(record.Key),
            Value = WholeArray(record.Value),
            Timestamp = new Timestamp(Math.Max(FirstTime, milliseconds), TimestampType.CreateTime),
            Headers = milliseconds < FirstTime ? WithTime(record.Headers, milliseconds) : last.Made,
        };
    }

    public static Headers ToHeaders(IReadOnlyDictionary<string, string> given)
    {
        var headers = new Headers();
        foreach (var (name, value) in given)
        {
            headers.Add(name, Encoding.UTF8.GetBytes(value));
        }

        return headers;
    }

    public static TopicPartitionOffset ToOffset(LogPosition position) =>
        new(position.Topic, new Partition(position.Partition), new Offset(position.Offset));

    private static Headers WithTime(IReadOnlyDictionary<string, string> given, long milliseconds)
    {
        var headers = ToHeaders(given);
        headers.Add(TimeHeader, Encoding.UTF8.GetBytes(milliseconds.ToString(CultureInfo.InvariantCulture)));
        return headers;
    }

    private static byte[] WholeArray(ReadOnlyMemory<byte> value) =>
        MemoryMarshal.TryGetArray(value, out var segment) && segment.Array is { } array && segment.Offset == 0
        && segment.Count == array.Length
            ? array
            : value.ToArray();
}
