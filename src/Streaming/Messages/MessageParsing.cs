using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>What all codecs check on reading.</summary>
internal static class MessageParsing
{
    /// <summary>Version of every message; readers accept it and older ones.</summary>
    public const uint SchemaVersion = 1;

    // A bit for each code that has a meaning; asking the enumeration for every reading would cost more than decoding it.
    private static readonly ulong Flags = Enum.GetValues<QualityFlag>().Aggregate(0UL, (flags, flag) => flags | (1UL << (int)flag));

    public static TMessage Parse<TMessage>(
        StoredRecord record, RecordKind kind, MessageParser<TMessage> parser, Func<TMessage, uint> version)
        where TMessage : IMessage<TMessage>
    {
        if (record.KindOf() != kind)
        {
            var named = record.Headers.GetValueOrDefault(RecordHeaders.Kind, "");
            throw new UnreadableMessageException(record, $"expected a record of kind {kind}, its header says '{named}'");
        }

        TMessage message;
        try
        {
            message = parser.ParseFrom(record.Value.Span);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new UnreadableMessageException(record, $"not a {kind} message: {exception.Message}", exception);
        }

        return version(message) switch
        {
            0 => throw new UnreadableMessageException(record, "the schema version is missing"),
            > SchemaVersion => throw new UnreadableMessageException(
                record, FormattableString.Invariant($"schema version {version(message)} is newer than {SchemaVersion}, which this version reads")),
            _ => message,
        };
    }

    /// <summary>Runs a mapping whose failures mean that the content is not sound.</summary>
    public static TResult Map<TResult>(StoredRecord record, Func<TResult> map)
    {
        try
        {
            return map();
        }
        catch (Exception exception) when (IsUnsound(exception))
        {
            throw new UnreadableMessageException(record, exception.Message, exception);
        }
    }

    /// <summary>Whether a mapping failed because the content is not sound.</summary>
    public static bool IsUnsound(Exception exception) => exception is ArgumentException or InvalidDataException or OverflowException;

    public static QualityFlag Flag(uint code) => IsFlag(code) ? (QualityFlag)code : throw new InvalidDataException(
        FormattableString.Invariant($"unknown quality flag {code}"));

    /// <summary>Whether a code is that of a flag.</summary>
    public static bool IsFlag(uint code) => code < 64 && (Flags >> (int)code & 1) != 0;

    public static long Ticks(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks;

    public static DateTimeOffset Time(long ticks)
    {
        var utc = checked(ticks + DateTimeOffset.UnixEpoch.Ticks);
        return utc >= 0 && utc <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(utc, TimeSpan.Zero)
            : throw new InvalidDataException("a time is outside the calendar");
    }
}
