using Slams.Streaming.Messages;

namespace Slams.Publisher.Notifications;

/// <summary>
/// The announcement of one analysis: the context attributes of a CloudEvents 1.0 message and its data. Nothing in it depends on who sends it
/// or how often, so that receivers can tell repeats by <see cref="Id"/>.
/// </summary>
/// <param name="Id">Unique with <see cref="Source"/>: cycle, revision, and a digest of the file.</param>
/// <param name="Source">The run, as a URI reference.</param>
/// <param name="Type">What happened.</param>
/// <param name="Subject">The cycle.</param>
/// <param name="Data">A WIS2 notification message: GeoJSON, UTF-8.</param>
internal sealed record Notice(string Id, string Source, string Type, string Subject, ReadOnlyMemory<byte> Data)
{
    public const string Analysed = "slams.analysis.published.v1", Failed = "slams.analysis.failed.v1", ContentType = "application/geo+json";

    /// <summary>
    /// Attributes as headers of the binary content mode; <paramref name="prefix"/> is <c>ce_</c> on Kafka and <c>ce-</c> in HTTP. A
    /// <paramref name="traceParent"/> is added as <c>traceparent</c>, the extension for distributed tracing.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Attributes(string prefix, string? traceParent)
    {
        KeyValuePair<string, string>[] attributes =
        [
            new(prefix + "specversion", "1.0"), new(prefix + "id", Id), new(prefix + "source", Source), new(prefix + "type", Type),
            new(prefix + "subject", Subject),
        ];
        return traceParent is null ? attributes : [.. attributes, new(prefix + TraceHeaders.Parent, traceParent)];
    }
}
