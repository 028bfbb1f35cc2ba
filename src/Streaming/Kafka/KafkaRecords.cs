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

    public static Message<byte[]?, byte[]> ToMessage(LogRecord record)
    {
        var milliseconds = record.Timestamp.ToUnixTimeMilliseconds();
        Headers? headers = null;
        if (record.Headers.Count > 0 || milliseconds < FirstTime)
        {
            headers = [];
            foreach (var (name, value) in record.Headers)
            {
                headers.Add(name, Encoding.UTF8.GetBytes(value));
            }

            if (milliseconds < FirstTime)
            {
                headers.Add(TimeHeader, Encoding.UTF8.GetBytes(milliseconds.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return new Message<byte[]?, byte[]>
        {
            Key = record.Key is null ? null : Encoding.UTF8.GetBytes(record.Key),
            Value = WholeArray(record.Value),
            Timestamp = new Timestamp(Math.Max(FirstTime, milliseconds), TimestampType.CreateTime),
            Headers = headers,
        };
    }

    public static TopicPartitionOffset ToOffset(LogPosition position) =>
        new(position.Topic, new Partition(position.Partition), new Offset(position.Offset));

    private static byte[] WholeArray(ReadOnlyMemory<byte> value) =>
        MemoryMarshal.TryGetArray(value, out var segment) && segment.Array is { } array && segment.Offset == 0
        && segment.Count == array.Length
            ? array
            : value.ToArray();
}
