using Slams.Core.Observations;
using Slams.Fuzz.Support;
using Slams.Streaming.Messages;

namespace Slams.Fuzz.Targets;

/// <summary>Messages of the log. What a codec takes it can write, and reads the same again: nobody else writes these.</summary>
internal static class MessageTargets
{
    private static readonly string[] Kinds = ["reading", "frame", "analysis", "cycle-state", "late", "dead-letter", "progress", "feedback", "nothing", "member-job", "member-samples", "profile"];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new("message-reading", ReadReading, Refusals.Unreadable),
        Codec("message-profile", "profile", record => ProfileCodec.ToRecord(ProfileCodec.FromRecord(record))),
        Codec("message-frame", "frame", record => FrameCodec.ToRecord(FrameCodec.FromRecord(record))),
        Codec("message-analysis", "analysis", record => AnalysisCodec.ToRecord(AnalysisCodec.FromRecord(record))),
        Codec("message-cycle-state", "cycle-state", record => CycleStateCodec.FromRecord(record) is var stored ? CycleStateCodec.ToRecord(stored.State, stored.Resume) : null!),
        Codec("message-late", "late", record => LateCodec.ToRecord(LateCodec.FromRecord(record))),
        Codec("message-dead-letter", "dead-letter", record => DeadLetterCodec.ToRecord(DeadLetterCodec.FromRecord(record), FixedClock.Now)),
        Codec("message-progress", "progress", record => ProgressCodec.ToRecords(ProgressCodec.FromRecord(record), 1)[0]),
        Codec("message-member-job", "member-job", record => MemberJobCodec.ToRecord(MemberJobCodec.FromRecord(record), "round", 0, FixedClock.Now)),
        Codec("message-member-samples", "member-samples", record => MemberSamplesCodec.ToRecord(MemberSamplesCodec.FromRecord(record), FixedClock.Now)),
        new("message-json", bytes => MessageJson.Line(Records.Of(Kinds[First(bytes) % Kinds.Length], Rest(bytes))), Refusals.None),
    ];

    private static FuzzTarget Codec(string name, string kind, Func<Streaming.Log.StoredRecord, Streaming.Log.LogRecord> rewrite) => new(
        name,
        bytes =>
        {
            var once = rewrite(Records.Of(kind, bytes));
            Same(once.Value.Span, Again(() => rewrite(Records.Stored(once))).Value.Span, name);
        },
        Refusals.Unreadable);

    private static void ReadReading(byte[] bytes)
    {
        var record = Records.Of("reading", bytes);
        var fast = new ReadingDecoder().TryRead(record, record.KindOf());
        StationReading reading;
        try
        {
            reading = ReadingCodec.FromRecord(record);
        }
        catch (UnreadableMessageException) when (fast is not null)
        {
            throw new InvalidOperationException("The decoder takes what the codec refuses.");
        }

        var whole = ReadingCodec.ToRecord(reading).Value.Span;
        if (fast is not null)
        {
            Same(whole, ReadingCodec.ToRecord(fast).Value.Span, "the decoder");
        }

        Same(whole, ReadingCodec.ToRecord(Again(() => ReadingCodec.FromRecord(Records.Stored(ReadingCodec.ToRecord(reading))))).Value.Span, "the codec");
    }

    /// <summary>Reads what was just written: here nothing may be refused.</summary>
    private static T Again<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableMessageException exception)
        {
            throw new InvalidOperationException("What was written is not read again.", exception);
        }
    }

    private static void Same(ReadOnlySpan<byte> once, ReadOnlySpan<byte> twice, string who)
    {
        if (!once.SequenceEqual(twice))
        {
            throw new InvalidOperationException($"Read and written again, {who} gives other bytes.");
        }
    }

    private static byte First(byte[] bytes) => bytes.Length > 0 ? bytes[0] : (byte)0;

    private static byte[] Rest(byte[] bytes) => bytes.Length > 0 ? bytes[1..] : [];
}
