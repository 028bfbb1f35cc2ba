using Slams.Core.Analyses;
using Slams.Formats.Zarr;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Files;

/// <summary>One Zarr store per run, <c>RUN.zarr</c>, to which every cycle is added.</summary>
/// <param name="name">Name of the sink.</param>
/// <param name="place">Where a store of a name lies.</param>
/// <param name="shardCycles">Cycles in a shard of a new store.</param>
/// <param name="retention">What is kept in each store.</param>
/// <param name="reports">Told of what retention does.</param>
/// <param name="logger">Told of cycles that are left out.</param>
internal sealed class ZarrSink(
    string name, Func<string, IZarrStorage> place, int shardCycles, RetentionOptions retention, RetentionReports reports, ILogger<ZarrSink> logger) : IExportSink
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
                case ZarrAddition.Removed:
                    reports.TooOld(analysis.Cycle.Key, storage.Name);
                    break;
                default:
                    break;
            }

            if (retention.IsOn)
            {
                await reports.RunAsync(storage.Name, () => RemoveAsync(storage, cancellationToken), cancellationToken);
            }
        }
    }

    private async Task RemoveAsync(IZarrStorage storage, CancellationToken cancellationToken)
    {
        if (await new ZarrRetention(storage, retention.Age, retention.Cycles).ApplyAsync(cancellationToken) is { } removal)
        {
            reports.Removed(removal.Cycles, CycleKeys.Of(removal.FirstKept.UtcDateTime), storage.Name);
        }
    }

    internal static string StoreName(string runId) => $"{RunNames.Safe(runId)}.zarr";
}
