using Slams.Core.Analyses;
using Slams.Formats.Zarr;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Files;

/// <summary>One Zarr store per run, <c>RUN.zarr</c>, to which every cycle is added.</summary>
internal sealed class ZarrSink(ZarrOptions options, ILogger<ZarrSink> logger) : IExportSink
{
    public string Name => "zarr";

    public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (analysis.Grid.HasFields)
        {
            var folder = Path.Combine(Path.GetFullPath(options.Folder), StoreName(analysis.Provenance.RunId));
            if (!new AnalysisZarrStore(folder, options.ShardCycles).Add(analysis))
            {
                Log.BeforeStore(logger, analysis.Cycle.Key, folder);
            }
        }

        return Task.CompletedTask;
    }

    internal static string StoreName(string runId) => $"{RunNames.Safe(runId)}.zarr";
}
