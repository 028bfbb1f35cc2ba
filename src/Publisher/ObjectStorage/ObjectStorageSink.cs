using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;
using Slams.Publisher.Files;
using Slams.Publisher.Observability;

namespace Slams.Publisher.ObjectStorage;

/// <summary>
/// Puts the files of each cycle into a bucket under the names that they have in the output folder, then <c>latest.json</c>. A repeat finds
/// each object by its checksum and leaves it alone; an earlier revision does not take the place of a later one.
/// </summary>
internal sealed class ObjectStorageSink : IExportSink
{
    private const string NetCdf = "application/x-netcdf", Csv = "text/csv; charset=utf-8", Parquet = "application/vnd.apache.parquet";

    private readonly S3Options _options;
    private readonly CycleObjects _objects;
    private readonly ObjectRetention _retention;
    private readonly RetentionReports _reports;
    private readonly bool _writeMembers;
    private readonly Bucket _bucket;
    private readonly ILogger _logger;

    public ObjectStorageSink(
        S3Options options, Bucket bucket, IOptions<PublisherOptions> publisher, RetentionReports reports, ILogger<ObjectStorageSink> logger)
    {
        (_options, _bucket, _writeMembers, _reports, _logger) = (options, bucket, publisher.Value.WriteMembers, reports, logger);
        _objects = new CycleObjects(options.Prefix, FileLayout.Parse(options.Layout ?? publisher.Value.Layout));
        _retention = new ObjectRetention(_objects, bucket, new RetentionPolicy(options.Retention), reports);
    }

    public string Name => $"s3-{_options.Name}";

    public async Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        if (await _retention.IsRemovedAsync(analysis.Cycle.Key, analysis.Provenance.RunId, cancellationToken))
        {
            _reports.TooOld(analysis.Cycle.Key, Name);
            return;
        }

        using var content = new MemoryStream();
        AnalysisFile.Write(content, _writeMembers ? analysis : analysis with { MembersK = [] });
        var netCdf = content.ToArray();
        var path = Path(analysis, AnalysisFile.FileName(analysis.Cycle));
        if (!await PutAsync(analysis, path, netCdf, NetCdf, cancellationToken))
        {
            return;
        }

        if (_options.Feedback && analysis.Grid.HasFields)
        {
            using var csv = new MemoryStream();
            FeedbackCsv.Write(csv, analysis.Departures);
            await PutAsync(analysis, Path(analysis, $"feedback_{analysis.Cycle.Key}.csv"), csv.ToArray(), Csv, cancellationToken);
        }

        if (_options.Parquet && analysis.Grid.HasFields)
        {
            using var table = new MemoryStream();
            await FeedbackParquet.WriteAsync(table, analysis, cancellationToken);
            await PutAsync(analysis, Path(analysis, $"feedback_{analysis.Cycle.Key}.parquet"), table.ToArray(), Parquet, cancellationToken);
        }

        // Last, so that what it points to is there.
        await PointAsync(LatestPointer.To(analysis, path, netCdf.Length, SHA256.HashData(netCdf)), cancellationToken);
        await _retention.ApplyAsync(analysis.Cycle.Key, analysis.Provenance.RunId, cancellationToken);
    }

    private string Path(Analysis analysis, string name) => _objects.PathOf(analysis.Cycle, analysis.Provenance.RunId, name);

    /// <summary>Puts an object unless it is there; false when one that outranks it is there.</summary>
    private async Task<bool> PutAsync(Analysis analysis, string path, byte[] content, string contentType, CancellationToken cancellationToken)
    {
        var key = _objects.KeyOf(path);
        var tags = ObjectTags.Of(analysis, SHA256.HashData(content));
        var known = await _bucket.FindAsync(key, cancellationToken) is { } metadata ? ObjectTags.Read(metadata) : null;
        if (known == tags)
        {
            return true;
        }

        if (known?.Outrank(tags) == true)
        {
            Log.ObjectStays(_logger, key, known.Revision, tags.Revision);
            return false;
        }

        await _bucket.PutAsync(key, content, contentType, request => tags.Write(request.Metadata), cancellationToken);
        return true;
    }

    private async Task PointAsync(LatestPointer pointer, CancellationToken cancellationToken)
    {
        var key = _objects.KeyOf(LatestPointer.FileName);
        var (known, next) = (await _bucket.ReadAsync(key, cancellationToken), pointer.ToBytes());
        if (known is null || (LatestPointer.MayMove(known, pointer.Cycle) && !known.AsSpan().SequenceEqual(next)))
        {
            await _bucket.PutAsync(key, next, "application/json", request => request.Headers.CacheControl = "no-cache", cancellationToken);
        }
    }
}
