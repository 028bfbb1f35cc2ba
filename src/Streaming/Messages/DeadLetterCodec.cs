using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Dead letters as records: keyed by source.</summary>
public static class DeadLetterCodec
{
    /// <summary>Bytes of the original kept at most.</summary>
    public const int MaxRawBytes = 64 * 1024;

    /// <summary>Writes a dead letter.</summary>
    /// <param name="letter">What could not be read.</param>
    /// <param name="time">When it was found; a dead letter has no event time.</param>
    public static LogRecord ToRecord(DeadLetter letter, DateTimeOffset time)
    {
        var raw = letter.Raw.Span;
        var message = new Wire.DeadLetter
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            Source = letter.Source,
            Record = letter.Record,
            Reason = letter.Reason,
            Raw = ByteString.CopyFrom(raw[..Math.Min(raw.Length, MaxRawBytes)]),
        };
        return new LogRecord(letter.Source, message.ToByteArray(), time) { Headers = RecordHeaders.Of(RecordKind.DeadLetter) };
    }

    /// <summary>Makes a dead letter of a record that could not be read.</summary>
    public static DeadLetter Of(UnreadableMessageException exception) => new(
        FormattableString.Invariant($"{exception.Record.Topic}/{exception.Record.Partition}"), exception.Record.Offset,
        exception.Reason, exception.Record.Value);

    /// <summary>Reads a dead letter back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static DeadLetter FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.DeadLetter, Wire.DeadLetter.Parser, parsed => parsed.SchemaVersion);
        return new DeadLetter(message.Source, message.Record, message.Reason, message.Raw.Memory);
    }
}
