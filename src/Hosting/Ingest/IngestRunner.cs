using Microsoft.Extensions.Logging;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Moves one source into the log. Each append carries the observations together with the place reached (a progress record
/// in every partition), so that after a crash the source is read again from its start, with the same verdicts, and appended
/// again only from that place on.
/// </summary>
public sealed partial class IngestRunner(
    IEventLog log, Topics topics, WindowOptions windows, IngestOptions options, PipelineMetrics metrics, TimeProvider time, ILogger logger)
{
    // Two sources share the topic, and the batch that was broken off is the newest of either.
    private const int LettersPerBatch = 4;
    private static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(250);

    // Items counted, over all readings of the source: when the log has failed it is read once more from its start.
    private long _counted;
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    /// <summary>What has been read.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>Called after each append.</summary>
    public Action? Appended { get; init; }

    /// <summary>Reads the source to its end; may be called again, with a source of its own, after the log has failed.</summary>
    public async Task RunAsync(IIngestSource source, CancellationToken cancellationToken)
    {
        await log.EnsureTopicAsync(source.Topic, source.Partitions, cancellationToken);
        await log.EnsureTopicAsync(topics.DeadLetters, 1, cancellationToken);
        var partitions = await log.PartitionCountAsync(source.Topic, cancellationToken);
        var resume = await SourceResume.FindAsync(log, source.Topic, partitions, source.Name, cancellationToken);
        var letters = await RecentLetters.FindAsync(log, topics.DeadLetters, LettersPerBatch * options.BatchSize, cancellationToken);
        var start = resume.Place;
        if (start.File.Length > 0)
        {
            LogResumed(source.Name, start.File, start.Item);
        }

        var pace = new Pace(options.Speed, time);
        var late = new LateRule(windows);
        var counters = metrics.ForSource(source.Name);
        var batch = new IngestBatch(log, topics, source, partitions, resume, letters, Appended);
        var ordinal = 0L;
        await using var items = source.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await NextAsync(items, batch, cancellationToken))
            {
                var item = items.Current;
                var place = batch.Place.Next(item.File);
                var eventTime = Believable(item.EventTime);
                var lateBy = item.Unreadable is null ? late.Judge(eventTime) : null;
                if (lateBy is { } by)
                {
                    (item, lateBy) = Marked(item, by, late.MayRevise(by));
                }

                if (++ordinal > _counted)
                {
                    _counted = ordinal;
                    Count(counters, item, eventTime, lateBy is not null);
                }

                if (place.IsAfter(start) && pace.Due(eventTime) is { } wait)
                {
                    // What is waiting goes first, and says that the source has come to it, not to this item.
                    await batch.FlushAsync(cancellationToken);
                    await Task.Delay(wait, time, cancellationToken);
                }

                (batch.Place, batch.Watermark) = (place, late.Watermark);
                if (!place.IsAfter(start))
                {
                    continue;
                }

                Add(batch, source.Name, item, lateBy);
                if (batch.Count >= options.BatchSize)
                {
                    await batch.FlushAsync(cancellationToken);
                }
            }

            if (batch.Count > 0 || !resume.Ended)
            {
                batch.Place = batch.Place with { End = true };
                await batch.SubmitAsync(cancellationToken);
            }
        }
        finally
        {
            // Also when the source breaks off: nothing may go on being appended after this method has ended.
            await batch.CompleteAsync();
        }

        Counts.Ended = true;
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
    private ValueTask<bool> NextAsync(IAsyncEnumerator<IngestItem> items, IngestBatch batch, CancellationToken cancellationToken)
    {
        var next = items.MoveNextAsync();
        return next.IsCompleted || !options.Watch ? next : new ValueTask<bool>(FlushMeanwhileAsync(next.AsTask(), batch, cancellationToken));
    }

    private async Task<bool> FlushMeanwhileAsync(Task<bool> moved, IngestBatch batch, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(moved, Task.Delay(FlushAfter, time, cancellationToken)) != moved)
        {
            await batch.FlushAsync(cancellationToken);
        }

        return await moved;
    }

    /// <summary>Says on the record how late it is; what may still make a revision keeps its own flag.</summary>
    private static (IngestItem Item, TimeSpan? LateBy) Marked(IngestItem item, TimeSpan lateBy, bool mayRevise)
    {
        var marked = item with { ToRecord = judged => item.ToRecord(judged).WithLateBy(lateBy) };
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

    private void Count(SourceMetrics source, IngestItem item, DateTimeOffset? eventTime, bool late)
    {
        var flag = late ? QualityFlag.Late : item.Flag;
        if (item.Unreadable is { } letter)
        {
            Counts.AddDeadLetter();
            source.DeadLetter(letter);
        }
        else
        {
            Counts.Add(flag, item.EventTime);
            source.Received(item.Format, flag, eventTime, time.GetUtcNow());
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "{Source}: going on after {File}, item {Item}")]
    private partial void LogResumed(string source, string file, long item);

    [LoggerMessage(1002, LogLevel.Warning, "{Source}: cannot read {File}, record {Record}: {Reason}")]
    private partial void LogUnreadable(string source, string file, long record, string reason);

    [LoggerMessage(1003, LogLevel.Information, "{Source}: end of input; read {Read}, usable {Used}, flagged {Flagged}, dead-lettered {DeadLetters}")]
    private partial void LogEnd(string source, long read, long used, long flagged, long deadLetters);
}
