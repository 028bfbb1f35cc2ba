using System.Diagnostics;
using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Publisher.Notifications;

/// <summary>A CloudEvents message in the notifications topic for each analysis, in the binary mode of the Kafka protocol binding.</summary>
internal sealed class NoticeTopicSink(NoticeMaker maker, IEventLog log, Topics topics) : ITracedSink
{
    public string Name => "notifications";

    public async Task DeliverAsync(Analysis analysis, ActivityContext incoming, CancellationToken cancellationToken)
    {
        if (await maker.OfAsync(analysis, cancellationToken) is not { } notice)
        {
            return;
        }

        var span = Activity.Current;
        var headers = new Dictionary<string, string>(notice.Attributes("ce_", TraceHeaders.ParentOf(span, incoming)), StringComparer.Ordinal) { ["content-type"] = Notice.ContentType };
        await log.EnsureTopicAsync(topics.Notifications, 1, cancellationToken);
        await log.AppendAsync(
            topics.Notifications, [new LogRecord(notice.Subject, notice.Data, analysis.Cycle.Time) { Headers = headers }.WithTrace(span, incoming)], cancellationToken);
    }
}
