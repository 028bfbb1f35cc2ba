using System.Diagnostics;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>
/// W3C trace context on records: which span wrote a record, so that whoever reads it goes on in the same trace. Present only where spans
/// are recorded somewhere before, and never part of the content: with and without, the same observations give the same bytes.
/// </summary>
public static class TraceHeaders
{
    /// <summary>Names of the headers, as the W3C has them.</summary>
    public const string Parent = "traceparent", State = "tracestate";

    /// <summary>The <c>traceparent</c> of a span that is recorded; null for any other, or none.</summary>
    public static string? ParentOf(Activity? span) => span is { Recorded: true, IdFormat: ActivityIdFormat.W3C } ? span.Id : null;

    /// <summary>
    /// The same, or where no span is recorded the context that came in, unchanged: who records nothing hands a trace on, as the W3C has it.
    /// Null where there is neither.
    /// </summary>
    public static string? ParentOf(Activity? span, ActivityContext incoming) =>
        ParentOf(span) ?? (incoming == default ? null : $"00-{incoming.TraceId}-{incoming.SpanId}-{(int)incoming.TraceFlags:x2}");

    /// <summary>
    /// Says on records which span writes them; where it is not recorded, the context that came in, and without one the same records.
    /// </summary>
    public static IReadOnlyList<LogRecord> WithTrace(this IReadOnlyList<LogRecord> records, Activity? span, ActivityContext incoming = default)
    {
        if (ParentOf(span, incoming) is not { } parent)
        {
            return records;
        }

        var traced = new List<LogRecord>(records.Count);
        // Neighbours mostly share their headers, and readers gain from it if they go on doing so.
        IReadOnlyDictionary<string, string>? given = null, written = null;
        foreach (var record in records)
        {
            if (written is null || !ReferenceEquals(record.Headers, given))
            {
                (given, written) = (record.Headers, With(record.Headers, parent, StateOf(span, incoming)));
            }

            traced.Add(record with { Headers = written });
        }

        return traced;
    }

    /// <summary>The same for one record.</summary>
    public static LogRecord WithTrace(this LogRecord record, Activity? span, ActivityContext incoming = default) =>
        ParentOf(span, incoming) is { } parent ? record with { Headers = With(record.Headers, parent, StateOf(span, incoming)) } : record;

    /// <summary>The <c>tracestate</c> that goes with the parent; null where there is none.</summary>
    public static string? StateOf(Activity? span, ActivityContext incoming) => ParentOf(span) is null ? incoming.TraceState : span!.TraceStateString;

    /// <summary>The span that wrote a record; default when it does not say.</summary>
    public static ActivityContext TraceOf(this StoredRecord record) =>
        record.Headers.TryGetValue(Parent, out var parent)
        && ActivityContext.TryParse(parent, record.Headers.GetValueOrDefault(State), isRemote: true, out var context)
            ? context
            : default;

    /// <summary>Whether a header is one of these.</summary>
    internal static bool IsTrace(string name) => name is Parent or State;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> headers, string parent, string? state)
    {
        var traced = new Dictionary<string, string>(headers, StringComparer.Ordinal) { [Parent] = parent };
        traced.Remove(State);
        if (!string.IsNullOrEmpty(state))
        {
            traced.Add(State, state);
        }

        return traced;
    }
}
