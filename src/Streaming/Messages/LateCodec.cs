using Google.Protobuf;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Late records, keyed and stamped like the original.</summary>
public static class LateCodec
{
    /// <summary>Writes a late record.</summary>
    public static LogRecord ToRecord(LateRecord late)
    {
        var original = late.Original;
        var message = new Wire.Late
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            Topic = original.Topic,
            Partition = (uint)original.Partition,
            Offset = original.Offset,
            Value = ByteString.CopyFrom(original.Value.Span),
            TimestampTicks = MessageParsing.Ticks(original.Timestamp),
            LateByTicks = late.LateBy.Ticks,
            Reason = late.Reason,
        };
        if (original.Key is not null)
        {
            message.Key = original.Key;
        }

        if (late.Cycle is { } cycle)
        {
            message.Cycle = CycleMapping.ToWire(cycle);
        }

        // The trace goes on beside the content, not in it.
        message.Headers.AddRange(original.Headers
            .Where(header => !TraceHeaders.IsTrace(header.Key))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => new Wire.Header { Name = header.Key, Value = header.Value }));
        return new LogRecord(original.Key, message.ToByteArray(), original.Timestamp)
        {
            Headers = new Dictionary<string, string>(
                RecordHeaders.Of(RecordKind.Late).Concat(original.Headers.Where(header => TraceHeaders.IsTrace(header.Key))), StringComparer.Ordinal),
        };
    }

    /// <summary>Reads a late record back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static LateRecord FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.Late, Wire.Late.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () =>
        {
            var headers = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var header in message.Headers)
            {
                headers[header.Name] = header.Value;
            }

            var original = new StoredRecord(
                message.Topic, checked((int)message.Partition), message.Offset, message.HasKey ? message.Key : null,
                message.Value.Memory, MessageParsing.Time(message.TimestampTicks), headers);
            return new LateRecord(
                original, message.Cycle is null ? null : CycleMapping.FromWire(message.Cycle),
                TimeSpan.FromTicks(message.LateByTicks), message.Reason);
        });
    }
}
