using Microsoft.Extensions.Options;
using Slams.Hosting.Observability;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Delivery;

/// <summary>Runs the lanes side by side until the host stops.</summary>
internal sealed class DeliveryService(DeliveryLanes lanes, IOptions<PublisherOptions> options, DiskMetrics disks) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Watch("output", options.Value.Files ? options.Value.OutputFolder : "");
            Watch("parquet", options.Value.ParquetFolder);
            Watch("zarr", options.Value.Zarr.Folder);
            // Reading a folder is not quick: the host must not wait for it.
            await Task.Yield();
            await Task.WhenAll(lanes.All.Select(lane => Task.Run(() => lane.RunAsync(stoppingToken), stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not committed is read again.
        }
    }

    private void Watch(string place, string folder)
    {
        if (folder.Length > 0)
        {
            disks.Watch(place, Path.GetFullPath(folder));
        }
    }
}
