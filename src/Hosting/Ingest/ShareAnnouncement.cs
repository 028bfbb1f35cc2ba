using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Tells the log of shares that have something to read before any of them is read: cycles wait for a source that the log has told of, so a share that is
/// read first does not close those of another that begins later. And where a run has an end, ends those of which nobody will be heard again, for it would not
/// come to it otherwise. A live source has none: there names that nobody uses fall silent, and cycles go on after the idle timeout.
/// </summary>
internal static class ShareAnnouncement
{
    /// <summary>
    /// Announces those shares of a source that have files of which the log does not tell. A share that the log tells of already is not announced: while
    /// others read, one that has ended is read no more. Where all have ended they begin anew. Where a source that is not watched was divided otherwise before,
    /// ends those shares and announces all that go on in their place.
    /// </summary>
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
        var anew = resumes.All(resume => resume.IsClosed);
        IReadOnlyList<SourceShare> abandoned = options.Watch ? [] : resumes[0].Abandoned;
        var waiting = shares.Zip(resumes)
            .Where(share => abandoned.Count > 0
                || ((anew || !share.Second.IsKnown) && files.Any(file => share.First.Holds(file.Path) && share.Second.ItemsOf(file.Path) == 0)))
            .Select(share => share.First);
        await AppendAsync(log, topic, partitions, waiting, abandoned, cancellationToken);
    }

    /// <summary>Says of a source that is read as a whole that it goes on, and ends the shares into which it was divided before; without any it says nothing.</summary>
    /// <param name="log">The log.</param>
    /// <param name="topic">Topic of the observations.</param>
    /// <param name="partitions">How many it has.</param>
    /// <param name="whole">The source.</param>
    /// <param name="resume">What the log tells of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether something was written.</returns>
    public static async Task<bool> EndAbandonedAsync(
        IEventLog log, string topic, int partitions, SourceShare whole, SourceResume resume, CancellationToken cancellationToken)
    {
        if (resume.Abandoned.Count == 0)
        {
            return false;
        }

        await AppendAsync(log, topic, partitions, [whole], resume.Abandoned, cancellationToken);
        return true;
    }

    // What goes on comes first: there is no moment at which everything has ended.
    private static async Task AppendAsync(
        IEventLog log, string topic, int partitions, IEnumerable<SourceShare> begins, IEnumerable<SourceShare> ends, CancellationToken cancellationToken)
    {
        var records = begins.Select(share => new Progress(share.Name, null, false))
            .Concat(ends.Select(share => new Progress(share.Name, null, EndOfStream: true)))
            .SelectMany(progress => ProgressCodec.ToRecords(progress, partitions))
            .ToArray();
        if (records.Length > 0)
        {
            await log.AppendAsync(topic, records, cancellationToken);
        }
    }
}
