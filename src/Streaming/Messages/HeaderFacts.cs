using System.Diagnostics;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>What the headers of a record say.</summary>
/// <param name="Kind">What the record holds.</param>
/// <param name="Source">The source that wrote it; empty when it did not say.</param>
/// <param name="LateBy">By how much its source found it late; null when it did not.</param>
/// <param name="Trace">The span that wrote it; default when none was recorded.</param>
public sealed record HeaderFacts(RecordKind Kind, string Source, TimeSpan? LateBy, ActivityContext Trace)
{
    /// <summary>Looks at the headers of a record.</summary>
    public static HeaderFacts Of(StoredRecord record) => new(record.KindOf(), record.SourceOf(), record.LateByOf(), record.TraceOf());
}
