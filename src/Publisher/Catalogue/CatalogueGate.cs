using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Files;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Catalogue;

/// <summary>
/// The gate of what is served: keeps the catalogue in step with the folder and the folder within its retention, and earlier revisions from
/// taking the place of later ones.
/// </summary>
internal sealed class CatalogueGate(
    CatalogueLoader loader, AnalysisStore store, Retention retention, PublisherMetrics metrics, TimeProvider clock, ILogger<CatalogueGate> logger) : ILaneGate
{
    public Task OpenAsync(CancellationToken cancellationToken) => loader.LoadAsync(cancellationToken);

    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        await loader.TakeOverAsync(cancellationToken);
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

    public void Delivered(Analysis analysis)
    {
        var now = clock.GetUtcNow();
        metrics.Published(now, now - analysis.Cycle.WindowEnd);
        Log.Published(logger, analysis.Cycle.Key, analysis.Provenance.Revision);
        retention.Apply();
    }
}
