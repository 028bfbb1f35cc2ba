using System.Globalization;
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
using Slams.Testing;

namespace Slams.Benchmarks;

/// <summary>
/// Readings per second from CSV files to the log (parsing, quality control, encoding, append, acknowledgement) beside the raw
/// client's rate on the same messages. The cluster of <c>SLAMS_TEST_KAFKA</c> is taken when set, else a mock in this process.
/// </summary>
internal sealed class IngestBenchmark(string folder, TextWriter output)
{
    private const int Rounds = 8, Partitions = 4, Years = 4;
    private readonly string _stations = Path.Combine(folder, "stations");
    private readonly HarmonicClimatology _climatology =
        ModelClimatologyFile.Read(Path.Combine(Samples.Model, ModelClimatologyFile.FileName)).SurfaceTemperature;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            await new IngestBenchmark(folder.FullName, output).RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        StationYears.Write(_stations, Years);
        var messages = new CollectingLog(new Topics("bench").Readings, Partitions);
        await IngestAsync(messages, "bench");
        var count = messages.Batches.Sum(batch => batch.Count);
        var megabytes = messages.Batches.Sum(batch => batch.Sum(record => (long)record.Value.Length)) / 1e6;
        output.WriteLine(Invariant($"ingest: {count} messages, {megabytes:0.0} MB, medians of {Rounds} rounds in turns"));
        output.WriteLine("             CSV to log/s  CPU us each   raw client/s  CPU us each   ratio");
        var alone = new List<Timing>();
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await Timing.OfAsync(() => IngestAsync(new CollectingLog("", Partitions), "bench")));
        }

        output.WriteLine("  no log   " + Columns(Timing.Median(alone), count));
        var number = 0;
        string NewFile() => Path.Combine(folder, Invariant($"log{number++}.db"));
        await CompareAsync("sqlite", () => EventLogs.Open("sqlite:" + NewFile()), () => RawSqlite.Append(NewFile(), messages.Batches), count);
        var given = Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA");
        using var mock = given is null ? new MockKafkaCluster() : null;
        var servers = given ?? mock!.BootstrapServers;
        var settings = given is null ? MockKafkaCluster.ClientSettings : new Dictionary<string, string>();
        await CompareAsync(
            given is null ? "kafka*" : "kafka", () => EventLogs.Open("kafka:" + servers, settings),
            () => RawKafka.Append(servers, Invariant($"raw-{Guid.NewGuid():N}"), messages.Batches), count);
        if (given is null)
        {
            output.WriteLine("  * mock brokers in this process, which share its cores");
        }
    }

    private async Task CompareAsync(string engine, Func<IEventLog> open, Action raw, int count)
    {
        var measured = await Interleaved.MeasureAsync(
            Rounds,
            async () =>
            {
                await using var log = open();
                var prefix = Invariant($"bench-{Guid.NewGuid():N}");
                return await Timing.OfAsync(() => IngestAsync(log, prefix));
            },
            () => Timing.OfAsync(() => Task.Run(raw)));
        output.WriteLine(Invariant($"  {engine,-8} {Columns(measured.First, count)} {Columns(measured.Second, count)} {measured.Ratio,7:0.00}"));
    }

    private static string Columns(Timing timing, int count) =>
        Invariant($"{count / timing.Seconds,14:N0} {timing.CpuSeconds / count * 1e6,12:0.00}");

    private async Task IngestAsync(IEventLog log, string prefix)
    {
        var options = new IngestOptions();
        options.Paths.Add(_stations);
        var source = new StationSource(
            new Topics(prefix).Readings, Partitions, options, new StationFormats(new StationReadOptions()),
            new ReadingQualityControl(new QualityControlOptions(), TimeProvider.System, _climatology), TimeProvider.System);
        var runner = new IngestRunner(
            log, new Topics(prefix), new WindowOptions { AllowedDisorder = TimeSpan.FromMinutes(90) }, options,
            new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger.Instance);
        await runner.RunAsync(source, CancellationToken.None);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
