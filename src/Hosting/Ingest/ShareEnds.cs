using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Which shares of a source have not ended, by the log: one that is held by nobody may be left half read, and one that has ended may have been announced
/// after that. The topic is looked through once, and again only when it has told of an end since.
/// </summary>
internal sealed class ShareEnds(IEventLog log, string topic, IReadOnlyList<SourceShare> shares)
{
    private readonly HashSet<string> _names = [.. shares.Select(share => share.Name)];
    private IReadOnlyCollection<int> _unended = [];
    private Dictionary<int, LogPosition>? _seen;

    /// <summary>Numbers of the shares whose end is not in the log.</summary>
    public async Task<IReadOnlyCollection<int>> FindAsync(CancellationToken cancellationToken)
    {
        if (_seen is null || await HasNewsAsync(_seen, cancellationToken))
        {
            // The end first: what comes meanwhile is looked at once more.
            var seen = (await log.EndAsync(topic, cancellationToken)).ToDictionary(end => end.Partition);
            var partitions = await log.PartitionCountAsync(topic, cancellationToken);
            var resumes = await SourceResume.FindAsync(log, topic, partitions, shares, cancellationToken);
            _unended = [.. resumes.Index().Where(resume => !resume.Item.Ended).Select(resume => resume.Index)];
            _seen = seen;
        }

        return _unended;
    }

    private async Task<bool> HasNewsAsync(Dictionary<int, LogPosition> seen, CancellationToken cancellationToken)
    {
        var news = false;
        await foreach (var record in log.ScanAsync(topic, [.. seen.Values], cancellationToken))
        {
            seen[record.Partition] = new LogPosition(topic, record.Partition, record.Offset + 1);
            news |= record.KindOf() == RecordKind.Progress && _names.Contains(record.SourceOf()) && IsNews(record);
        }

        return news;
    }

    // An end, or an announcement.
    private static bool IsNews(StoredRecord record)
    {
        try
        {
            return ProgressCodec.FromRecord(record) is { EndOfStream: true } or { ResumePosition: "" };
        }
        catch (UnreadableMessageException)
        {
            return false;
        }
    }
}
