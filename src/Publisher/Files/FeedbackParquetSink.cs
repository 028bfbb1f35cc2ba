using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Files;

/// <summary>One Parquet file of observations with their departures per cycle, <c>feedback_YYYYMMDDTHHMMZ.parquet</c>; a revision replaces it.</summary>
/// <param name="folder">The folder, made when absent.</param>
internal sealed class FeedbackParquetSink(string folder) : IExportSink
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
        AtomicFile.WriteChanged(Path.Combine(Path.GetFullPath(folder), $"feedback_{analysis.Cycle.Key}.parquet"), content.ToArray());
    }
}
