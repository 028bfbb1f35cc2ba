using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Formats.Frames;
using Slams.Formats.Frames.Abi;
using Slams.Formats.Models;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;

namespace Slams.Ingest.Satellite;

/// <summary>Runs the satellite source of a host to its end.</summary>
public sealed class SatelliteIngestService : BackgroundService
{
    private const string Worker = "satellite ingest";
    private readonly SourceReading _reading;

    /// <summary>Makes the service from the host's settings.</summary>
    public SatelliteIngestService(
        IngestServices services, IOptionsMonitor<IngestOptions> options, IOptions<AbiOptions> abi, IOptions<RunOptions> run, IOptions<CycleOptions> cycle,
        PollingFeeds feeds,
        ILogger<SatelliteIngestService> logger)
    {
        var settings = options.Get(SatelliteIngest.Section);
        var climatology = ModelClimatologyFile.Read(Path.Combine(settings.ModelFolder, ModelClimatologyFile.FileName));
        _reading = new SourceReading(
            services, Worker, SatelliteIngest.Source, settings, cycle.Value.ToWindowOptions(cycle.Value.Late.Satellite),
            share => new SatelliteSource(
                services.Topics.Frames, run.Value.Partitions, settings,
                new FrameFiles(climatology.Grid.Horizontal, new FrameReadOptions { Abi = abi.Value }), services.Time, logger, share),
            logger, feeds.Of(SatelliteIngest.Source, SatelliteIngest.Section, settings));
    }

    /// <summary>What has been read.</summary>
    public IngestCounts Counts => _reading.Counts;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => _reading.RunAsync(stoppingToken), stoppingToken);
}
