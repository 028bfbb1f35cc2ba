using System.Diagnostics;
using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Publisher.Feedback;

/// <summary>Every observation of each analysis with its departures, in the feedback topic; repeats have the same keys and bytes.</summary>
internal sealed class FeedbackTopicSink(IEventLog log, Topics topics) : ITracedSink
{
    public string Name => "feedback-topic";

    public async Task DeliverAsync(Analysis analysis, ActivityContext incoming, CancellationToken cancellationToken)
    {
        var records = FeedbackMessage.Of(analysis)
            .Select(message => FeedbackCodec.ToRecord(message.Key, message.ToJson(), analysis.Cycle.Time, message.Revision))
            .ToList();
        if (records.Count > 0)
        {
            await log.EnsureTopicAsync(topics.Feedback, 1, cancellationToken);
            await log.AppendAsync(topics.Feedback, records.WithTrace(Activity.Current, incoming), cancellationToken);
        }
    }
}
