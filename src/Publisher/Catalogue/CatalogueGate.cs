using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;
using Slams.Publisher.Files;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Catalogue;

/// <summary>
/// The gate of what is served: keeps the catalogue in step with the folder and the folder within its retention, and earlier revisions from
/// taking the place of later ones.
/// </summary>
internal sealed class CatalogueGate(
    CatalogueLoader loader, AnalysisStore store, Retention retention, PublisherMetrics metrics, IOptions<PublisherOptions> options,
    TimeProvider clock, ILogger<CatalogueGate> logger) : ILaneGate
{
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        metrics.Objective(options.Value.DelayObjective);
        await loader.LoadAsync(cancellationToken);
        ShowNewest();
    }

    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        await loader.TakeOverAsync(cancellationToken);
        ShowNewest();
        retention.Apply();
    }

    public string? Refuses(Analysis analysis)
    {
        if (store.IsRemoved(analysis.Cycle.Key))
        {
            // It would be removed at once, and announced before.
            return "retention keeps no cycle that old";
        }

        if (!store.Outranks(analysis))
        {
            return null;
        }

        metrics.Superseded();
        return analysis.Failure ?? "a later revision is known";
    }

    public void Delivered(Analysis analysis, TimeSpan elapsed)
    {
        metrics.Published(analysis, elapsed, clock.GetUtcNow());
        Log.Published(logger, analysis.Cycle.Key, analysis.Provenance.Revision);
        retention.Apply();
    }

    private void ShowNewest()
    {
        if (store.Cycles.LastOrDefault(cycle => cycle.Failure is null) is { } newest)
        {
            metrics.Known(newest.Cycle);
        }
    }
}
