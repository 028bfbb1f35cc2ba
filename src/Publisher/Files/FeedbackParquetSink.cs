using Slams.Core.Analyses;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Files;

/// <summary>One Parquet file of observations with their departures per cycle, <c>feedback_YYYYMMDDTHHMMZ.parquet</c>; a revision replaces it.</summary>
/// <param name="tables">Where they lie; folders are made when absent.</param>
/// <param name="checksums">Whether each has its checksum beside it.</param>
internal sealed class FeedbackParquetSink(CycleFiles tables, bool checksums) : IExportSink
{
    public string Name => "parquet";

    public async Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        if (!analysis.Grid.HasFields)
        {
            return;
        }

        using var content = new MemoryStream();
        await FeedbackParquet.WriteAsync(content, analysis, cancellationToken);
        PublishedFile.Write(tables.PathOf(analysis.Cycle, analysis.Provenance.RunId), checksums, content.ToArray());
    }
}
