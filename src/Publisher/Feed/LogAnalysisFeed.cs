using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Hosting.Observability;
using Slams.Publisher.Configuration;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Publisher.Feed;

/// <summary>Analyses from the event log, read in the publisher's groups.</summary>
internal sealed class LogAnalysisFeed(IEventLog log, IOptions<PublisherOptions> options, PipelineMetrics metrics, TimeProvider clock) : IAnalysisFeed
{
    // Fields are large: a few records ahead are enough, and memory stays small behind a long replay.
    private const int BufferRecords = 16;

    // A day of cycles that failed, or were revised.
    private const int LookBack = 4;

    public async Task<IAnalysisStream> OpenAsync(FeedPlace place, CancellationToken cancellationToken)
    {
        var topics = new Topics(options.Value.TopicPrefix);
        // One partition keeps the cycles in order.
        await log.EnsureTopicAsync(topics.Analyses, 1, cancellationToken);
        await log.EnsureTopicAsync(topics.DeadLetters, 1, cancellationToken);
        await log.EnsureTopicAsync(topics.Leader, 1, cancellationToken);
        var reader = await log.OpenReaderAsync(
            new ReaderOptions
            {
                Group = place.Group,
                Topics = [topics.Analyses],
                LeaderTopic = topics.Leader,
                BufferRecords = BufferRecords,
                SessionTimeout = options.Value.SessionTimeout,
                Overtaken = metrics.Overtaken,
            },
            cancellationToken);
        return new LogAnalysisStream(log, reader, place.SetsAside ? topics.DeadLetters : null, clock);
    }

    public async Task<Analysis?> LastAsync(FeedPlace place, CancellationToken cancellationToken)
    {
        var topic = new Topics(options.Value.TopicPrefix).Analyses;
        var committed = (await log.CommittedAsync(place.Group, topic, cancellationToken)).ToDictionary(position => position.Partition, position => position.Offset);
        // What was never committed is not to be read: from its end on.
        var from = (await log.EndAsync(topic, cancellationToken))
            .Select(end => end with { Offset = committed.TryGetValue(end.Partition, out var next) ? Math.Max(0, next - LookBack) : end.Offset }).ToList();
        Analysis? last = null;
        await foreach (var record in log.ScanAsync(topic, from, cancellationToken))
        {
            if (record.Offset >= committed.GetValueOrDefault(record.Partition))
            {
                // Fields are large, and much may wait behind. The topic has one partition, unless somebody else has made it.
                if (committed.Count <= 1)
                {
                    break;
                }
            }
            else if (Read(record) is { Failure: null } analysis && (last is null || analysis.Cycle.WindowEnd > last.Cycle.WindowEnd))
            {
                last = analysis;
            }
        }

        return last;
    }

    public async IAsyncEnumerable<IncomingAnalysis> DoneSinceAsync(FeedPlace place, LogPosition first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var committed = (await log.CommittedAsync(place.Group, first.Topic, cancellationToken)).FirstOrDefault(position => position.Partition == first.Partition).Offset;
        // Of other partitions nothing: from their ends on.
        var start = (await log.EndAsync(first.Topic, cancellationToken)).Select(end => end.Partition == first.Partition ? first : end).ToList();
        await foreach (var record in log.ScanAsync(first.Topic, start, cancellationToken))
        {
            if (record.Partition == first.Partition && record.Offset >= committed)
            {
                break;
            }

            if (record.Partition == first.Partition && Read(record) is { } analysis)
            {
                yield return new IncomingAnalysis(analysis, null, first with { Offset = record.Offset + 1 }) { Trace = record.TraceOf() };
            }
        }
    }

    private static Analysis? Read(StoredRecord record)
    {
        try
        {
            return AnalysisCodec.FromRecord(record);
        }
        catch (UnreadableMessageException)
        {
            // It was set aside when it was its turn.
            return null;
        }
    }
}
