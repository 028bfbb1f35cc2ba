using Microsoft.Extensions.Logging;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Moves one source into the log. Each append carries the observations together with the place reached (a progress record
/// in every partition), so that after a crash the source is read again from its start, in the same order and with the same verdicts, and
/// of each file only that is appended which the log does not tell of. Files need not come in the order of their names.
/// </summary>
public sealed partial class IngestRunner(
    IEventLog log, Topics topics, WindowOptions windows, IngestOptions options, PipelineMetrics metrics, TimeProvider time, ILogger logger)
{
    // Two sources share the topic, or more where their files are shared out, and the batch that was broken off is the newest of any.
    private const int LettersPerBatch = 4;

    private static readonly TimeSpan AppendPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(250);

    // Items counted of each file, over all readings of the source: when the log has failed it is read once more from its start.
    private readonly Dictionary<string, long> _counted = new(StringComparer.Ordinal);
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    /// <summary>What has been read.</summary>
    public IngestCounts Counts { get; init; } = new();

    /// <summary>Called after each append.</summary>
    public Action? Appended { get; init; }

    /// <summary>Brings files while the source is read; null where it has none but those that others bring.</summary>
    public IInputFeed? Feed { get; init; }

    /// <summary>Reads the source to its end; may be called again, with a source of its own, after the log has failed.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Ends it. Of a share what is under way is appended first.</param>
    /// <param name="lost">Ends that at once: another may be reading the share.</param>
    public async Task RunAsync(IIngestSource source, CancellationToken cancellationToken, CancellationToken lost = default)
    {
        try
        {
            await ReadAsync(source, cancellationToken, lost);
        }
        finally
        {
            metrics.FollowBacklog(source.Share, null);
        }
    }

    private async Task ReadAsync(IIngestSource source, CancellationToken cancellationToken, CancellationToken lost)
    {
        await log.EnsureTopicAsync(source.Topic, source.Partitions, cancellationToken);
        await log.EnsureTopicAsync(topics.DeadLetters, 1, cancellationToken);
        var partitions = await log.PartitionCountAsync(source.Topic, cancellationToken);
        var resume = (await SourceResume.FindAsync(log, source.Topic, partitions, [source.Share], cancellationToken))[0];
        if (source.Share.Count == 1 && !options.Watch && await ShareAnnouncement.EndAbandonedAsync(log, source.Topic, partitions, source.Share, resume, cancellationToken))
        {
            resume = (await SourceResume.FindAsync(log, source.Topic, partitions, [source.Share], cancellationToken))[0];
        }

        // Not before it is known what of the files that are there was read.
        source.Backlog?.Know(resume.IsRead);
        metrics.FollowBacklog(source.Share, source.Backlog);
        var letters = await RecentLetters.FindAsync(log, topics.DeadLetters, LettersPerBatch * options.BatchSize * source.Share.Count, cancellationToken);
        if (resume.Files is [.., var last])
        {
            LogResumed(source.Name, resume.Files.Count, last, resume.ItemsOf(last));
        }

        using var feeding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = Feed?.RunAsync(resume.Files, source.Backlog ?? new InputBacklog([], false), feeding.Token) ?? Task.CompletedTask;
        var pace = new Pace(options.Speed, time);
        var late = new LateRule(windows);
        var counters = metrics.ForSource(source.Share.Source);
        // Who is asked for a share gives it up when what is under way has been appended: the next one looks into the log for what is there.
        using var appending = source.Share.Count == 1 ? null : new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var ending = cancellationToken.Register(() => appending?.CancelAfter(AppendPatience));
        await using var losing = lost.Register(() => appending?.Cancel());
        var batch = new IngestBatch(log, topics, source, partitions, resume, letters, options.BatchSize, time, Appended, appending?.Token);
        var (place, file, inLog, counted, passed, news) = (ResumePlace.Start, "", 0L, 0L, false, false);
        await using var items = source.ReadAsync(resume.Files, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await NextAsync(items, batch, source.Backlog, cancellationToken))
            {
                var item = items.Current;
                place = place.Next(item.File);
                if (place.Item == 1)
                {
                    _counted[file] = counted;
                    (file, inLog, counted) = (item.File, resume.ItemsOf(item.File), _counted.GetValueOrDefault(item.File));
                    if (inLog == long.MaxValue && !passed)
                    {
                        passed = true;
                        LogTakenAsRead(source.Name, item.File);
                    }
                }

                var isNew = place.Item > inLog;
                var eventTime = Believable(item.EventTime);
                var lateBy = item.Unreadable is null ? late.Judge(eventTime) : null;
                if (lateBy is { } by)
                {
                    (item, lateBy) = Marked(item, by, late.MayRevise(by));
                }

                if (place.Item > counted)
                {
                    counted = place.Item;
                    Count(counters, item, eventTime, lateBy is not null, isNew);
                }

                if (isNew && pace.Due(eventTime) is { } wait)
                {
                    // What is waiting goes first, and says that the source has come to it, not to this item.
                    await batch.FlushAsync(cancellationToken);
                    await Task.Delay(wait, time, cancellationToken);
                }

                if (isNew)
                {
                    // What is passed moves no place: of a file that is taken as read the log is told nothing, or it would be half read the next time.
                    (batch.Place, batch.Watermark, news) = (place, late.Watermark, true);
                    Add(batch, source.Name, item, lateBy);
                }

                // What comes live, one after the other without an end, waits no longer than what comes alone; nor while known files are passed.
                if (batch.IsFull || (options.Watch && batch.Count > 0 && time.GetElapsedTime(batch.Begun) >= FlushAfter))
                {
                    await batch.FlushAsync(cancellationToken);
                }
            }

            // Also where the last of the news has filled a batch, and is appended already: the end before it no longer counts.
            if (news || !resume.Ended)
            {
                (batch.Place, batch.Watermark) = (place with { End = true }, late.Watermark);
                await batch.SubmitAsync(cancellationToken);
            }
        }
        finally
        {
            _counted[file] = counted;
            // Whoever reads next has files brought by its own.
            await feeding.CancelAsync();
            await feed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Also when the source breaks off: nothing may go on being appended after this method has ended.
            await batch.CompleteAsync();
        }

        // Of shares the last one to end says so.
        Counts.Ended |= source.Share.Count == 1;
        LogEnd(source.Name, Counts.Read, Counts.Used, Counts.Flagged, Counts.DeadLetters);
    }

    /// <summary>
    /// The time, unless it is so far ahead of the clock that it says nothing of how far the source has come: all that follows would be
    /// late by it. The assimilator sets such an observation aside.
    /// </summary>
    private DateTimeOffset? Believable(DateTimeOffset? eventTime)
    {
        if (eventTime - windows.FutureBound > _now)
        {
            _now = time.GetUtcNow();
        }

        return eventTime - windows.FutureBound > _now ? null : eventTime;
    }

    /// <summary>Moves to the next item; a live source that has nothing for a moment gets its batch appended meanwhile.</summary>
    private ValueTask<bool> NextAsync(IAsyncEnumerator<IngestItem> items, IngestBatch batch, InputBacklog? backlog, CancellationToken cancellationToken)
    {
        var next = items.MoveNextAsync();
        return next.IsCompleted || !options.Watch ? next : new ValueTask<bool>(FlushMeanwhileAsync(next.AsTask(), batch, backlog, cancellationToken));
    }

    private async Task<bool> FlushMeanwhileAsync(Task<bool> moved, IngestBatch batch, InputBacklog? backlog, CancellationToken cancellationToken)
    {
        var due = Task.Delay(FlushAfter, time, cancellationToken);
        while (await Task.WhenAny(moved, due) != moved)
        {
            await batch.FlushAsync(cancellationToken);
            if (backlog is null || cancellationToken.IsCancellationRequested)
            {
                break;
            }

            // A file may end without another item.
            due = backlog.HasReadAsync(cancellationToken);
        }

        return await moved;
    }

    /// <summary>Says on the record how late it is; what may still make a revision keeps its own flag.</summary>
    private static (IngestItem Item, TimeSpan? LateBy) Marked(IngestItem item, TimeSpan lateBy, bool mayRevise)
    {
        var marked = new LateItem(item, lateBy);
        return mayRevise ? (marked with { EventTime = null }, null) : (marked, lateBy);
    }

    private void Add(IngestBatch batch, string source, IngestItem item, TimeSpan? lateBy)
    {
        if (item.Unreadable is { } letter)
        {
            LogUnreadable(source, letter.Source, letter.Record, letter.Reason);
            batch.Add(letter, time.GetUtcNow());
        }
        else
        {
            batch.Add(item, lateBy);
        }
    }

    /// <summary>Counts an item. What is in the log from a process before was received by that one.</summary>
    private void Count(SourceMetrics source, IngestItem item, DateTimeOffset? eventTime, bool late, bool isNew)
    {
        var flag = late ? QualityFlag.Late : item.Flag;
        if (item.Unreadable is { } letter)
        {
            Counts.AddDeadLetter();
            if (isNew)
            {
                source.DeadLetter(letter);
            }
        }
        else
        {
            Counts.Add(flag, item.EventTime);
            if (isNew)
            {
                source.Received(item.Format, flag, eventTime, time.GetUtcNow());
            }
            else
            {
                source.Known(eventTime);
            }
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "{Source}: going on; the log tells of {Files} files, the last read {File} up to item {Item}")]
    private partial void LogResumed(string source, int files, string file, long item);

    [LoggerMessage(1002, LogLevel.Warning, "{Source}: cannot read {File}, record {Record}: {Reason}")]
    private partial void LogUnreadable(string source, string file, long record, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "{Source}: {File}, of which the log does not tell, is taken as read, and so is what else sorts before the files of a folder of which it tells")]
    private partial void LogTakenAsRead(string source, string file);

    [LoggerMessage(1003, LogLevel.Information, "{Source}: end of input; read {Read}, usable {Used}, flagged {Flagged}, dead-lettered {DeadLetters}")]
    private partial void LogEnd(string source, long read, long used, long flagged, long deadLetters);
}
