using Slams.Hosting.Observability;
using Slams.Publisher.Files;

namespace Slams.Publisher.Delivery;

/// <summary>Runs the lanes side by side until the host stops.</summary>
internal sealed class DeliveryService(DeliveryLanes lanes, OutputFolder folder, DiskMetrics disks) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            disks.Watch("output", folder.Path);
            // Reading a folder is not quick: the host must not wait for it.
            await Task.Yield();
            await Task.WhenAll(lanes.All.Select(lane => Task.Run(() => lane.RunAsync(stoppingToken), stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not committed is read again.
        }
    }
}
