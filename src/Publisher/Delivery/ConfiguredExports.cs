using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feedback;
using Slams.Publisher.Files;
using Slams.Publisher.Notifications;
using Slams.Publisher.ObjectStorage;
using Slams.Streaming;

namespace Slams.Publisher.Delivery;

/// <summary>The exports that the settings ask for.</summary>
internal sealed class ConfiguredExports(IServiceProvider services, IOptions<PublisherOptions> options) : IDisposable
{
    /// <summary>In a fixed order; none without settings.</summary>
    public IReadOnlyList<IExportSink> Sinks { get; } = [.. Of(services, options.Value)];

    /// <summary>Ends the connections of those that hold any.</summary>
    public void Dispose()
    {
        foreach (var sink in Sinks.OfType<IDisposable>())
        {
            sink.Dispose();
        }
    }

    private static IEnumerable<IExportSink> Of(IServiceProvider services, PublisherOptions options)
    {
        if (options.Zarr.Folder.Length > 0)
        {
            yield return ActivatorUtilities.CreateInstance<ZarrSink>(services, options.Zarr);
        }

        if (services.GetRequiredService<OutputFolder>().Tables is { } tables)
        {
            yield return new FeedbackParquetSink(tables, options.Checksums);
        }

        foreach (var s3 in options.S3)
        {
            yield return ActivatorUtilities.CreateInstance<ObjectStorageSink>(services, s3);
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
