using Slams.Core.Analyses;
using Slams.Publisher.Feed;

namespace Slams.Publisher.Delivery;

/// <summary>
/// The gate of an export where nothing is served: what it delivers is what the publisher publishes, and delay and age of analyses go by it.
/// </summary>
/// <param name="place">The place of the export in the log.</param>
/// <param name="newest">Shared by all exports.</param>
/// <param name="tools">What all lanes share.</param>
internal sealed class ExportsAloneGate(FeedPlace place, NewestExported newest, DeliveryTools tools) : ILaneGate
{
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        tools.Metrics.Objective(tools.Options.DelayObjective);
        return Task.CompletedTask;
    }

    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        // Another instance, or an earlier process, has published it.
        if (await tools.Feed.LastAsync(place, cancellationToken) is { } last)
        {
            newest.Advance(last.Cycle);
            tools.Metrics.Known(last.Cycle);
        }
    }

    public string? Refuses(Analysis analysis) => null;

    public void Delivered(Analysis analysis, TimeSpan elapsed)
    {
        // An analysis is published once, by the export that has it first.
        if (analysis.Failure is null && newest.Advance(analysis.Cycle))
        {
            tools.Metrics.Published(analysis, elapsed, tools.Clock.GetUtcNow());
        }
    }
}
