using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Climatology;
using Slams.Core.Quality;
using Slams.Core.Windows;
using Slams.Formats.Models;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Ingest.Stations;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Benchmarks;

/// <summary>A folder of station files, and what ingest makes of it.</summary>
internal sealed class StationFolder(string path)
{
    public const int Partitions = 4;

    private readonly HarmonicClimatology _climatology =
        ModelClimatologyFile.Read(Path.Combine(Samples.Model, ModelClimatologyFile.FileName)).SurfaceTemperature;

    /// <summary>Reads, judges and appends all of it.</summary>
    public async Task IngestAsync(IEventLog log, string prefix)
    {
        var options = new IngestOptions();
        options.Paths.Add(path);
        var source = new StationSource(
            new Topics(prefix).Readings, Partitions, options, new StationFormats(new StationReadOptions()),
            new StationQuality(new QualityControlOptions(), TimeProvider.System, _climatology), TimeProvider.System);
        var runner = new IngestRunner(
            log, new Topics(prefix), new WindowOptions { AllowedDisorder = TimeSpan.FromMinutes(90) }, options,
            new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger.Instance);
        await runner.RunAsync(source, CancellationToken.None);
    }
}
