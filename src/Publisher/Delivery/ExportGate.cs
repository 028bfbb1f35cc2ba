using Slams.Core.Analyses;

namespace Slams.Publisher.Delivery;

/// <summary>The gate of an export: open to everything, in the order of the log.</summary>
internal sealed class ExportGate : ILaneGate
{
    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TakeOverAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? Refuses(Analysis analysis) => null;

    public void Delivered(Analysis analysis, TimeSpan elapsed)
    {
        // The counters of the sink say all there is to say.
    }
}
