using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Core.Quality;
using Slams.Formats.Models;
using Slams.Formats.Stations;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;

namespace Slams.Ingest.Stations;

/// <summary>Runs the station source of a host to its end.</summary>
public sealed class StationIngestService : BackgroundService
{
    private const string Worker = "station ingest";
    private readonly SourceReading _reading;

    /// <summary>Makes the service from the host's settings.</summary>
    public StationIngestService(
        IngestServices services, IOptionsMonitor<IngestOptions> options, IOptions<QualityControlOptions> quality, IOptions<RunOptions> run,
        IOptions<CycleOptions> cycle, PollingFeeds feeds, ILogger<StationIngestService> logger)
    {
        var (settings, time) = (options.Get(StationIngest.Section), services.Time);
        var climatology = ModelClimatologyFile.Read(Path.Combine(settings.ModelFolder, ModelClimatologyFile.FileName));
        var formats = new StationFormats(StationIngest.ReadOptions(settings, time));
        _reading = new SourceReading(
            services, Worker, StationIngest.Source, settings, cycle.Value.ToWindowOptions(cycle.Value.Late.Stations),
            share => new StationSource(
                services.Topics.Readings, run.Value.Partitions, settings, formats,
                new StationQuality(quality.Value, time, climatology.SurfaceTemperature, climatology.SurfaceHeightM), time, logger, share),
            logger, feeds.Of(StationIngest.Source, StationIngest.Section, settings));
    }

    /// <summary>What has been read.</summary>
    public IngestCounts Counts => _reading.Counts;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => _reading.RunAsync(stoppingToken), stoppingToken);
}
