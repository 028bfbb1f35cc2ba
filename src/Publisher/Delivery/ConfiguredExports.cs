using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feedback;
using Slams.Publisher.Files;
using Slams.Publisher.Notifications;
using Slams.Streaming;

namespace Slams.Publisher.Delivery;

/// <summary>The exports that the settings ask for.</summary>
internal sealed class ConfiguredExports(IServiceProvider services, IOptions<PublisherOptions> options)
{
    /// <summary>In a fixed order; none without settings.</summary>
    public IReadOnlyList<IExportSink> Sinks { get; } = [.. Of(services, options.Value)];

    private static IEnumerable<IExportSink> Of(IServiceProvider services, PublisherOptions options)
    {
        if (options.Zarr.Folder.Length > 0)
        {
            yield return ActivatorUtilities.CreateInstance<ZarrSink>(services, options.Zarr);
        }

        if (options.ParquetFolder.Length > 0)
        {
            yield return new FeedbackParquetSink(options.ParquetFolder);
        }

        if (options.FeedbackTopic)
        {
            yield return ActivatorUtilities.CreateInstance<FeedbackTopicSink>(services, new Topics(options.TopicPrefix));
        }

        if (options.Notifications.Topic)
        {
            yield return ActivatorUtilities.CreateInstance<NoticeTopicSink>(services, new Topics(options.TopicPrefix));
        }

        foreach (var webhook in options.Notifications.Webhooks)
        {
            yield return ActivatorUtilities.CreateInstance<WebhookSink>(services, webhook);
        }
    }
}
