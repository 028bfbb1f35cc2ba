using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Observations with their departures as records: JSON rather than Protobuf, since others than these workers read them.</summary>
public static class FeedbackCodec
{
    /// <summary>Media type of the content.</summary>
    public const string ContentType = "application/json";

    /// <summary>Objects and lists within each other, at most.</summary>
    public const int MaxDepth = 64;

    /// <summary>Wraps a message.</summary>
    /// <param name="key">Cycle, quantity and part.</param>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="time">Time of the analysis.</param>
    /// <param name="revision">Revision of the analysis.</param>
    public static LogRecord ToRecord(string key, ReadOnlyMemory<byte> json, DateTimeOffset time, int revision)
    {
        var headers = new Dictionary<string, string>(RecordHeaders.Of(RecordKind.Feedback), StringComparer.Ordinal) { ["content-type"] = ContentType };
        if (revision > 0)
        {
            headers.Add(RecordHeaders.Revision, revision.ToString(CultureInfo.InvariantCulture));
        }

        return new LogRecord(key, json, time) { Headers = headers };
    }

    /// <summary>The message in a record.</summary>
    /// <exception cref="UnreadableMessageException">The content is not JSON.</exception>
    public static JsonNode? FromRecord(StoredRecord record)
    {
        try
        {
            var node = JsonNode.Parse(record.Value.Span, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
            // Texts are looked at when they are written: half of a pair of surrogates is found here, and not there.
            _ = node?.ToJsonString();
            return node;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UnreadableMessageException(record, exception.Message, exception);
        }
    }
}
