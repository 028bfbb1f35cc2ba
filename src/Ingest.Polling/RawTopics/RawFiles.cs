namespace Slams.Ingest.Polling.RawTopics;

/// <summary>Gives the files of messages, which have come already.</summary>
internal sealed class RawFiles : IFileServer
{
    /// <inheritdoc/>
    public Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken)
    {
        var record = ((RawFile)file).Record;
        // Reports that state day and hour only are dated by the time of the message; by that of its arrival where it has none, for which the log of Kafka gives one before 1970.
        DateTimeOffset? written = record.Timestamp > DateTimeOffset.UnixEpoch ? record.Timestamp : null;
        return Task.FromResult(new RemoteAnswer(true, new MemoryStream(record.Value.ToArray(), writable: false), new Validators(null, written, record.Value.Length)));
    }
}
