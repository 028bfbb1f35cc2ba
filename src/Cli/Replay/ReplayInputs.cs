using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slams.Hosting.Ingest;
using Slams.Hosting.Replay;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;

namespace Slams.Cli.Replay;

/// <summary>Where the observations of a replay come from: two ingest services, or the replay of a log.</summary>
internal sealed class ReplayInputs(IReadOnlyList<BackgroundService> services, Func<IngestCounts> stations, Func<IngestCounts> frames)
{
    /// <summary>Station readings read.</summary>
    public IngestCounts Stations => stations();

    /// <summary>Satellite frames read.</summary>
    public IngestCounts Frames => frames();

    /// <summary>The work itself, once the host has started.</summary>
    public IReadOnlyList<Task> Work => [.. services.Select(service => service.ExecuteTask!)];

    /// <summary>Finds them in a host.</summary>
    public static ReplayInputs Of(IServiceProvider services)
    {
        if (services.GetService<LogReplayService>() is { } replay)
        {
            return new ReplayInputs([replay], () => replay.Readings, () => replay.Frames);
        }

        var stations = services.GetRequiredService<StationIngestService>();
        var frames = services.GetRequiredService<SatelliteIngestService>();
        return new ReplayInputs([stations, frames], () => stations.Counts, () => frames.Counts);
    }
}
