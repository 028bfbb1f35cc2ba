using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Leadership;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Ingest.Satellite;

/// <summary>Runs the satellite source of a host to its end.</summary>
public sealed class SatelliteIngestService : BackgroundService
{
    private const string Worker = "satellite ingest";
    private readonly IngestRunner _runner;
    private readonly Func<SatelliteSource> _source;
    private readonly LogConnection _connection;
    private readonly SingleActive _active;

    /// <summary>Makes the service from the host's settings.</summary>
    public SatelliteIngestService(
        IEventLog log, Topics topics, IOptionsMonitor<IngestOptions> options, IOptions<RunOptions> run, IOptions<CycleOptions> cycle, LogConnection connection, SingleActive active, PipelineMetrics metrics,
        TimeProvider time, ILogger<SatelliteIngestService> logger)
    {
        var settings = options.Get(SatelliteIngest.Section);
        var climatology = ModelClimatologyFile.Read(Path.Combine(settings.ModelFolder, ModelClimatologyFile.FileName));
        (_connection, _active) = (connection, active);
        // A source remembers what it has read: each reading has one of its own.
        _source = () => new SatelliteSource(
            topics.Frames, run.Value.Partitions, settings, new FrameFiles(climatology.Grid.Horizontal, new FrameReadOptions()), time, logger);
        _runner = new IngestRunner(log, topics, cycle.Value.ToWindowOptions(cycle.Value.Late.Satellite), settings, metrics, time, logger)
        {
            Appended = () => connection.Succeeded(Worker),
        };
    }

    /// <summary>What has been read.</summary>
    public IngestCounts Counts => _runner.Counts;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () => _connection.RunAsync(
            Worker, token => _active.RunAsync(Worker, "satellite", held => _runner.RunAsync(_source(), held), token), stoppingToken),
        stoppingToken);
}
