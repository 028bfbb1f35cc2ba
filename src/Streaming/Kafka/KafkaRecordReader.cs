using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>
/// Kafka messages as records. Neighbours mostly carry the same headers, of the same topic, and keys come again and again: each is
/// made once. A time that is none is as that of a message without one. Not thread-safe.
/// </summary>
internal sealed class KafkaRecordReader
{
    private static readonly FrozenDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly TextPool _keys = new();
    private string _topic = "";
    private (IReadOnlyList<IHeader> Given, IReadOnlyDictionary<string, string> Read, long? Milliseconds) _last = ([], None, null);

    public StoredRecord Read(ConsumeResult<byte[]?, byte[]> result)
    {
        _topic = _topic == result.Topic ? _topic : result.Topic;
        var message = result.Message;
        if (!AsBefore(message.Headers))
        {
            _last = Read(message.Headers);
        }

        return new StoredRecord(
            _topic, result.Partition.Value, result.Offset.Value, message.Key is null ? null : _keys.Get(message.Key), message.Value ?? [],
            Time(_last.Milliseconds ?? message.Timestamp.UnixTimestampMs), _last.Read);
    }

    /// <summary>The same for a message that the client has not made an object of.</summary>
    public unsafe StoredRecord Read(string topic, KafkaNative native, KafkaNative.Message* message)
    {
        var headers = native.Headers(message);
        if (!AsBefore(native, headers))
        {
            _last = Read(Copied(native, headers));
        }

        return new StoredRecord(
            topic, message->Partition, message->Offset, message->HasKey ? _keys.Get(message->Key) : null, message->Value.ToArray(),
            Time(_last.Milliseconds ?? native.Timestamp(message)), _last.Read);
    }

    // Producers that are not ours write what they like, microseconds for example: one such message must not end the reading of all that follow.
    private static DateTimeOffset Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds >= First && milliseconds <= Last ? milliseconds : KafkaRecords.NoTime);

    private static (IReadOnlyList<IHeader>, IReadOnlyDictionary<string, string>, long?) Read(Headers? given)
    {
        if (given is not { Count: > 0 })
        {
            return ([], None, null);
        }

        var read = new Dictionary<string, string>(given.Count, StringComparer.Ordinal);
        long? milliseconds = null;
        foreach (var header in given)
        {
            var value = Encoding.UTF8.GetString(header.GetValueBytes() ?? []);
            if (header.Key != KafkaRecords.TimeHeader)
            {
                read[header.Key] = value;
            }
            else if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var own)
                && own >= First && own < KafkaRecords.FirstTime)
            {
                milliseconds = own;
            }
        }

        return (given.BackingList, read, milliseconds);
    }

    private static Headers Copied(KafkaNative native, nint headers)
    {
        var copied = new Headers();
        for (var index = 0; native.TryHeader(headers, index, out var name, out var value); index++)
        {
            copied.Add(Encoding.UTF8.GetString(name), value.ToArray());
        }

        return copied;
    }

    private bool AsBefore(KafkaNative native, nint headers)
    {
        var index = 0;
        for (; native.TryHeader(headers, index, out var name, out var value); index++)
        {
            if (index >= _last.Given.Count || !Ascii.Equals(name, _last.Given[index].Key) || !value.SequenceEqual(_last.Given[index].GetValueBytes()))
            {
                return false;
            }
        }

        return index == _last.Given.Count;
    }

    private bool AsBefore(Headers? given)
    {
        var count = given?.Count ?? 0;
        if (count != _last.Given.Count)
        {
            return false;
        }

        for (var index = 0; index < count; index++)
        {
            var (now, before) = (given![index], _last.Given[index]);
            if (now.Key != before.Key || !now.GetValueBytes().AsSpan().SequenceEqual(before.GetValueBytes()))
            {
                return false;
            }
        }

        return true;
    }
}
