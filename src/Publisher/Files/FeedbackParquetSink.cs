using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Files;

/// <summary>
/// One Parquet file of observations with their departures per cycle, <c>feedback_YYYYMMDDTHHMMZ.parquet</c>; a later revision replaces it,
/// unless it has failed.
/// </summary>
/// <param name="tables">Where they lie; folders are made when absent.</param>
/// <param name="checksums">Whether each has its checksum beside it.</param>
/// <param name="retention">What is kept of them; null where the catalogue says so, or all is.</param>
/// <param name="logger">Told of what does not take the place of a table.</param>
internal sealed class FeedbackParquetSink(
    CycleFiles tables, bool checksums, TableRetention? retention, ILogger<FeedbackParquetSink> logger) : IExportSink
{
    public string Name => "parquet";

    public async Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        if (!analysis.Grid.HasFields || retention?.IsRemoved(analysis.Cycle.Key) == true)
        {
            return;
        }

        var path = tables.PathOf(analysis.Cycle, analysis.Provenance.RunId);
        if (await TableOrigin.ReadAsync(path, cancellationToken) is { } known && TableOrigin.Outranks(known, analysis))
        {
            Log.ExportStays(logger, analysis.Cycle.Key, path, analysis.Provenance.Revision);
            return;
        }

        using var content = new MemoryStream();
        await FeedbackParquet.WriteAsync(content, analysis, cancellationToken);
        PublishedFile.Write(path, checksums, content.ToArray());
        retention?.Apply();
    }
}
