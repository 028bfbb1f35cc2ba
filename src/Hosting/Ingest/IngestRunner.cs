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
    /// <summary>What has been read.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>Reads the source to its end.</summary>
    public async Task RunAsync(IIngestSource source, CancellationToken cancellationToken)
    {
        await log.EnsureTopicAsync(source.Topic, source.Partitions, cancellationToken);
        await log.EnsureTopicAsync(topics.DeadLetters, 1, cancellationToken);
        var partitions = await log.PartitionCountAsync(source.Topic, cancellationToken);
        var resume = await ResumePlace.FindAsync(log, source.Topic, source.Name, cancellationToken);
        if (resume.File.Length > 0)
        {
            LogResumed(source.Name, resume.File, resume.Item);
        }

        var pace = new Pace(options.Speed, time);
        var late = new LateRule(windows);
        var batch = new List<LogRecord>(options.BatchSize + partitions);
        var deadLetters = new List<LogRecord>();
        var place = new ResumePlace("", 0, false);
        await foreach (var item in source.ReadAsync(cancellationToken))
        {
            place = place.Next(item.File);
            var lateBy = item.Unreadable is null ? late.Judge(item.EventTime) : null;
            Count(source.Name, item, lateBy is not null);
            if (!place.IsAfter(resume))
            {
                continue;
            }

            await pace.WaitAsync(item.EventTime, cancellationToken);
            if (item.Unreadable is { } letter)
            {
                LogUnreadable(source.Name, letter.Source, letter.Record, letter.Reason);
                deadLetters.Add(DeadLetterCodec.ToRecord(letter, time.GetUtcNow()));
            }
            else
            {
                batch.Add(item.ToRecord(lateBy));
            }

            if (batch.Count >= options.BatchSize || deadLetters.Count >= options.BatchSize)
            {
                await AppendAsync(source, place, end: false, partitions, batch, deadLetters, cancellationToken);
            }
        }

        if (!resume.End)
        {
            await AppendAsync(source, place, end: true, partitions, batch, deadLetters, cancellationToken);
        }

        Counts.Ended = true;
        LogEnd(source.Name, Counts.Read, Counts.Used, Counts.Flagged, Counts.DeadLetters);
    }

    private async Task AppendAsync(
        IIngestSource source, ResumePlace place, bool end, int partitions, List<LogRecord> batch, List<LogRecord> deadLetters,
        CancellationToken cancellationToken)
    {
        // Dead letters first: a crash in between repeats some of them, and loses none.
        await log.AppendAsync(topics.DeadLetters, deadLetters, cancellationToken);
        batch.AddRange(ProgressCodec.ToRecords(new Progress(source.Name, null, end, (place with { End = end }).ToText()), partitions));
        await log.AppendAsync(source.Topic, batch, cancellationToken);
        batch.Clear();
        deadLetters.Clear();
    }

    private void Count(string source, IngestItem item, bool late)
    {
        var flag = late ? QualityFlag.Late : item.Flag;
        if (item.Unreadable is not null)
        {
            Counts.AddDeadLetter();
            metrics.DeadLetter(source);
        }
        else
        {
            Counts.Add(flag, item.EventTime);
            metrics.Received(source, flag);
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "{Source}: going on after {File}, item {Item}")]
    private partial void LogResumed(string source, string file, long item);

    [LoggerMessage(1002, LogLevel.Warning, "{Source}: cannot read {File}, record {Record}: {Reason}")]
    private partial void LogUnreadable(string source, string file, long record, string reason);

    [LoggerMessage(1003, LogLevel.Information, "{Source}: end of input; read {Read}, usable {Used}, flagged {Flagged}, dead-lettered {DeadLetters}")]
    private partial void LogEnd(string source, long read, long used, long flagged, long deadLetters);
}
