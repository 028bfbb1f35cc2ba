using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Publisher.Feed;

/// <summary>Analyses from the event log, read in the publisher's groups.</summary>
internal sealed class LogAnalysisFeed(IEventLog log, IOptions<PublisherOptions> options, TimeProvider clock) : IAnalysisFeed
{
    // Fields are large: a few records ahead are enough, and memory stays small behind a long replay.
    private const int BufferRecords = 16;

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
            },
            cancellationToken);
        return new LogAnalysisStream(log, reader, place.SetsAside ? topics.DeadLetters : null, clock);
    }
}
