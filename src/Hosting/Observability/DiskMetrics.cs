using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Hosting.Configuration;

namespace Slams.Hosting.Observability;

/// <summary>Room of the disks that a process writes to, asked when scraped.</summary>
public sealed class DiskMetrics
{
    private const string Sqlite = "sqlite:";
    private readonly ConcurrentDictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Gauge _free, _size;

    /// <summary>Registers the metrics; the disk of a log in a file is watched at once.</summary>
    public DiskMetrics(CollectorRegistry registry, IOptions<EventLogOptions> log)
    {
        var make = Metrics.WithCustomRegistry(registry);
        _free = make.CreateGauge("slams_disk_free_bytes", "Room that is left on the disk of a place.", "place");
        _size = make.CreateGauge("slams_disk_size_bytes", "Size of the disk of a place.", "place");
        registry.AddBeforeCollectCallback(Ask);
        if (log.Value.Address.StartsWith(Sqlite, StringComparison.Ordinal))
        {
            Watch("log", Path.GetDirectoryName(Path.GetFullPath(log.Value.Address[Sqlite.Length..])) ?? "");
        }
    }

    /// <summary>Shows the disk of a folder.</summary>
    /// <param name="place">Value of the label.</param>
    /// <param name="folder">The folder; until it is there nothing is told.</param>
    public void Watch(string place, string folder) => _places[place] = folder;

    private void Ask()
    {
        foreach (var (place, folder) in _places)
        {
            try
            {
                var disk = new DriveInfo(folder);
                if (disk.IsReady)
                {
                    _free.WithLabels(place).Set(disk.AvailableFreeSpace);
                    _size.WithLabels(place).Set(disk.TotalSize);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // A disk that does not answer is told by whoever writes to it.
            }
        }
    }
}
