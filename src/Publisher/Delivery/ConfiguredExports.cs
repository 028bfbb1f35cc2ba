using Microsoft.Extensions.Options;
using Slams.Formats.Zarr;
using Slams.ObjectStorage;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feedback;
using Slams.Publisher.Files;
using Slams.Publisher.Notifications;
using Slams.Publisher.ObjectStorage;
using Slams.Streaming;

namespace Slams.Publisher.Delivery;

/// <summary>The exports that the settings ask for.</summary>
internal sealed class ConfiguredExports : IDisposable
{
    private readonly List<Bucket> _buckets = [];
    private readonly IServiceProvider _services;

    public ConfiguredExports(IServiceProvider services, IOptions<PublisherOptions> options)
    {
        _services = services;
        Sinks = [.. Of(options.Value)];
    }

    /// <summary>In a fixed order; none without settings.</summary>
    public IReadOnlyList<IExportSink> Sinks { get; }

    /// <summary>Ends the connections to object storage.</summary>
    public void Dispose() => _buckets.ForEach(bucket => bucket.Dispose());

    private static S3Store StoreOf(S3Options options) => new(options.Endpoint, options.Region)
    {
        ForcePathStyle = options.ForcePathStyle,
        Timeout = options.Timeout,
        AccessKeyId = options.AccessKeyId,
        SecretAccessKey = options.SecretAccessKey,
    };

    private IEnumerable<IExportSink> Of(PublisherOptions options)
    {
        if (options.Zarr.Folder.Length > 0)
        {
            var folder = Path.GetFullPath(options.Zarr.Folder);
            yield return Zarr("zarr", options.Zarr.Retention, store => new ZarrFolder(Path.Combine(folder, store)));
        }

        if (_services.GetRequiredService<OutputFolder>().Tables is { } tables)
        {
            var retention = options.Retention.IsOn && !options.Files
                ? new TableRetention(tables, options.Retention, _services.GetRequiredService<RetentionReports>())
                : null;
            yield return new FeedbackParquetSink(tables, options.Checksums, retention, _services.GetRequiredService<ILogger<FeedbackParquetSink>>());
        }

        foreach (var s3 in options.S3)
        {
            var bucket = new Bucket(S3Connections.Make(StoreOf(s3)), s3.Bucket);
            _buckets.Add(bucket);
            if (s3.NetCdf)
            {
                yield return ActivatorUtilities.CreateInstance<ObjectStorageSink>(_services, s3, bucket);
            }

            if (s3.Zarr)
            {
                yield return Zarr($"zarr-{s3.Name}", s3.Retention, store => new ZarrObjects(bucket, s3.Prefix.Length == 0 ? store : $"{s3.Prefix}/{store}"));
            }
        }

        if (options.FeedbackTopic)
        {
            yield return ActivatorUtilities.CreateInstance<FeedbackTopicSink>(_services, new Topics(options.TopicPrefix));
        }

        if (options.Notifications.Topic)
        {
            yield return ActivatorUtilities.CreateInstance<NoticeTopicSink>(_services, new Topics(options.TopicPrefix));
        }

        foreach (var webhook in options.Notifications.Webhooks)
        {
            yield return ActivatorUtilities.CreateInstance<WebhookSink>(_services, webhook);
        }

        ZarrSink Zarr(string name, RetentionOptions retention, Func<string, IZarrStorage> place)
        {
            if (retention.IsOn)
            {
                _services.GetRequiredService<RetentionReports>().Expect();
            }

            return ActivatorUtilities.CreateInstance<ZarrSink>(_services, name, place, options.Zarr.ShardCycles, retention);
        }
    }
}
