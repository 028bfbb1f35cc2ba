using Slams.Core.Analyses;
using Slams.Formats.Zarr;
using Slams.Publisher.Delivery;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Files;

/// <summary>One Zarr store per run, <c>RUN.zarr</c>, to which every cycle is added.</summary>
/// <param name="name">Name of the sink.</param>
/// <param name="place">Where a store of a name lies.</param>
/// <param name="shardCycles">Cycles in a shard of a new store.</param>
/// <param name="logger">Told of cycles that are left out.</param>
internal sealed class ZarrSink(string name, Func<string, IZarrStorage> place, int shardCycles, ILogger<ZarrSink> logger) : IExportSink
{
    public string Name => name;

    public async Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (analysis.Grid.HasFields)
        {
            var storage = place(StoreName(analysis.Provenance.RunId));
            switch (await new AnalysisZarrStore(storage, shardCycles).AddAsync(analysis, cancellationToken))
            {
                case ZarrAddition.BeforeStore:
                    Log.BeforeStore(logger, analysis.Cycle.Key, storage.Name);
                    break;
                case ZarrAddition.Outranked:
                    Log.ExportStays(logger, analysis.Cycle.Key, storage.Name, analysis.Provenance.Revision);
                    break;
                default:
                    break;
            }
        }
    }

    internal static string StoreName(string runId) => $"{RunNames.Safe(runId)}.zarr";
}
