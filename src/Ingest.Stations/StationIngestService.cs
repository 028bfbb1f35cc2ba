using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Core.Quality;
using Slams.Formats.Models;
using Slams.Formats.Stations;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Leadership;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Ingest.Stations;

/// <summary>Runs the station source of a host to its end.</summary>
public sealed class StationIngestService : BackgroundService
{
    private const string Worker = "station ingest";
    private readonly IngestRunner _runner;
    private readonly Func<StationSource> _source;
    private readonly LogConnection _connection;
    private readonly SingleActive _active;

    /// <summary>Makes the service from the host's settings.</summary>
    public StationIngestService(
        IEventLog log, Topics topics, IOptionsMonitor<IngestOptions> options, IOptions<QualityControlOptions> quality, IOptions<RunOptions> run,
        IOptions<CycleOptions> cycle, LogConnection connection, SingleActive active, PipelineMetrics metrics, TimeProvider time, ILogger<StationIngestService> logger)
    {
        var settings = options.Get(StationIngest.Section);
        var climatology = ModelClimatologyFile.Read(Path.Combine(settings.ModelFolder, ModelClimatologyFile.FileName));
        var formats = new StationFormats(StationIngest.ReadOptions(settings, time));
        (_connection, _active) = (connection, active);
        // A source remembers what it has read: each reading has one of its own.
        _source = () => new StationSource(
            topics.Readings, run.Value.Partitions, settings, formats,
            new ReadingQualityControl(quality.Value, time, climatology.SurfaceTemperature), time, logger);
        _runner = new IngestRunner(log, topics, cycle.Value.ToWindowOptions(cycle.Value.Late.Stations), settings, metrics, time, logger)
        {
            Appended = () => connection.Succeeded(Worker),
        };
    }

    /// <summary>What has been read.</summary>
    public IngestCounts Counts => _runner.Counts;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () => _connection.RunAsync(
            Worker, token => _active.RunAsync(Worker, "stations", held => _runner.RunAsync(_source(), held), token), stoppingToken),
        stoppingToken);
}
