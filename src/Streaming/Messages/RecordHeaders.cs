using System.Collections.Frozen;
using System.Globalization;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Headers of the project's records.</summary>
public static class RecordHeaders
{
    /// <summary>Kind of the record.</summary>
    public const string Kind = "slams-kind";

    /// <summary>The source that wrote the record; the same name as in its progress records.</summary>
    public const string Source = "slams-source";

    /// <summary>Present when the observation carried no time and the record's timestamp means nothing.</summary>
    public const string NoTime = "slams-no-time";

    /// <summary>Present on an observation that its source found late; seconds after the close of its cycle.</summary>
    public const string LateBy = "slams-late-by";

    /// <summary>Revision of an analysis; absent on the first.</summary>
    public const string Revision = "slams-revision";

    /// <summary><c>failed</c> on the record of a cycle that could not be analysed; absent otherwise.</summary>
    public const string Outcome = "slams-outcome";

    /// <summary>On jobs of members: the round to which they belong. A later one in the same partition is of use in its place.</summary>
    public const string Round = "slams-round";

    private static readonly FrozenDictionary<string, RecordKind> Kinds = new Dictionary<string, RecordKind>
    {
        ["reading"] = RecordKind.Reading,
        ["frame"] = RecordKind.Frame,
        ["analysis"] = RecordKind.Analysis,
        ["cycle-state"] = RecordKind.CycleState,
        ["late"] = RecordKind.Late,
        ["dead-letter"] = RecordKind.DeadLetter,
        ["progress"] = RecordKind.Progress,
        ["feedback"] = RecordKind.Feedback,
        ["profile"] = RecordKind.Profile,
        ["member-job"] = RecordKind.MemberJob,
        ["member-samples"] = RecordKind.MemberSamples,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<RecordKind, string> Names = Kinds.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>What a record holds.</summary>
    public static RecordKind KindOf(this StoredRecord record) =>
        record.Headers.TryGetValue(Kind, out var name) ? Kinds.GetValueOrDefault(name) : RecordKind.Unknown;

    /// <summary>The source that wrote a record; empty when it did not say.</summary>
    public static string SourceOf(this StoredRecord record) => record.Headers.GetValueOrDefault(Source, "");

    /// <summary>Says on a record that its source found it late.</summary>
    public static LogRecord WithLateBy(this LogRecord record, TimeSpan lateBy) => record with
    {
        Headers = new Dictionary<string, string>(record.Headers, StringComparer.Ordinal)
        {
            [LateBy] = ((long)lateBy.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>By how much its source found a record late; null when it did not.</summary>
    public static TimeSpan? LateByOf(this StoredRecord record) =>
        record.Headers.TryGetValue(LateBy, out var text) && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Revision of the analysis in a record; 0 for the first.</summary>
    public static int RevisionOf(this StoredRecord record) =>
        record.Headers.TryGetValue(Revision, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : 0;

    /// <summary>Whether the analysis in a record has failed.</summary>
    public static bool HasFailed(this StoredRecord record) => record.Headers.ContainsKey(Outcome);

    /// <summary>The round of a job; empty when it does not say.</summary>
    public static string RoundOf(this StoredRecord record) => record.Headers.GetValueOrDefault(Round, "");

    internal static IReadOnlyDictionary<string, string> OfRound(RecordKind kind, string round) =>
        new Dictionary<string, string>(2, StringComparer.Ordinal) { [Kind] = Names[kind], [Round] = round };

    internal static IReadOnlyDictionary<string, string> Of(RecordKind kind, string source = "", bool noTime = false)
    {
        // Not sorted by chance: Kafka keeps the order, and equal records should be equal on the wire.
        var headers = new Dictionary<string, string>(3, StringComparer.Ordinal) { [Kind] = Names[kind] };
        if (source.Length > 0)
        {
            headers.Add(Source, source);
        }

        if (noTime)
        {
            headers.Add(NoTime, "1");
        }

        return headers;
    }
}
