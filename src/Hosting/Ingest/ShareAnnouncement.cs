using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Tells the log of shares that have something to read before any of them is read: cycles wait for a source that the log has told of, so a share that is
/// read first does not close those of another that begins later.
/// </summary>
internal static class ShareAnnouncement
{
    /// <summary>Announces those shares of a source that have files of which the log does not tell.</summary>
    /// <param name="log">The log.</param>
    /// <param name="topic">Topic of the observations.</param>
    /// <param name="shares">All shares of the source.</param>
    /// <param name="options">Where its files are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FileNotFoundException">A path is neither a file nor a folder.</exception>
    public static async Task TellAsync(IEventLog log, string topic, IReadOnlyList<SourceShare> shares, IngestOptions options, CancellationToken cancellationToken)
    {
        var partitions = await log.PartitionCountAsync(topic, cancellationToken);
        var resumes = await SourceResume.FindAsync(log, topic, partitions, shares, cancellationToken);
        var files = options.Paths.SelectMany(path => InputFiles.List(path, options.FollowLinks)).ToArray();
        var waiting = shares.Zip(resumes).Where(share => files.Any(file => share.First.Holds(file.Path) && share.Second.ItemsOf(file.Path) == 0));
        var records = waiting.SelectMany(share => ProgressCodec.ToRecords(new Progress(share.First.Name, null, false), partitions)).ToArray();
        if (records.Length > 0)
        {
            await log.AppendAsync(topic, records, cancellationToken);
        }
    }
}
