using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Ingest.Satellite;

/// <summary>Runs the satellite source of a host to its end.</summary>
public sealed class SatelliteIngestService : BackgroundService
{
    private readonly IngestRunner _runner;
    private readonly Func<SatelliteSource> _source;
    private readonly LogConnection _connection;

    /// <summary>Makes the service from the host's settings.</summary>
    public SatelliteIngestService(
        IEventLog log, Topics topics, IOptionsMonitor<IngestOptions> options, IOptions<RunOptions> run, IOptions<CycleOptions> cycle, LogConnection connection, PipelineMetrics metrics,
        TimeProvider time, ILogger<SatelliteIngestService> logger)
    {
        var settings = options.Get(SatelliteIngest.Section);
        var climatology = ModelClimatologyFile.Read(Path.Combine(settings.ModelFolder, ModelClimatologyFile.FileName));
        _connection = connection;
        // A source remembers what it has read: each reading has one of its own.
        _source = () => new SatelliteSource(topics.Frames, run.Value.Partitions, settings, new FrameFiles(climatology.Grid.Horizontal, new FrameReadOptions()), time);
        _runner = new IngestRunner(log, topics, cycle.Value.ToWindowOptions(cycle.Value.Late.Satellite), settings, metrics, time, logger);
    }

    /// <summary>What has been read.</summary>
    public IngestCounts Counts => _runner.Counts;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () => _connection.RunAsync("satellite ingest", token => _runner.RunAsync(_source(), token), stoppingToken), stoppingToken);
}
