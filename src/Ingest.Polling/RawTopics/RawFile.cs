using Slams.Streaming.Log;

namespace Slams.Ingest.Polling.RawTopics;

/// <summary>A file that is a message of a topic. Its place tells it from all others of the topic, its time from those of one made anew under the same name.</summary>
/// <param name="Record">The message.</param>
/// <param name="Name">Name for the file here.</param>
internal sealed record RawFile(StoredRecord Record, string Name)
    : RemoteFile(FormattableString.Invariant($"topic:{Record.Topic}/{Record.Partition}/{Record.Offset}@{Record.Timestamp.ToUnixTimeMilliseconds()}"), Name, "message")
{
    /// <inheritdoc/>
    public override bool ComesOnce => true;
}
