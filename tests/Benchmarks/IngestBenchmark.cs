using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Quality;
using Slams.Core.Windows;
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
internal static class IngestBenchmark
{
    private const int Rounds = 5, Partitions = 4, BatchSize = 1000;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            var messages = new CollectingLog(new Topics("bench").Readings, Partitions);
            await IngestAsync(messages, "bench");
            var count = messages.Batches.Sum(batch => batch.Count);
            output.WriteLine(Invariant($"ingest: {count} messages, {messages.Batches.Sum(b => b.Sum(r => (long)r.Value.Length)) / 1e6:0.0} MB, median of {Rounds}"));
            var reading = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                reading.Add(await SecondsAsync(() => IngestAsync(new CollectingLog("", Partitions), "bench")));
            }

            output.WriteLine(Invariant($"  without a log {count / Median(reading),7:N0} readings/s"));
            output.WriteLine("  engine   CSV to log/s   raw client/s   ratio");
            var number = 0;
            await CompareAsync(
                "sqlite", () => EventLogs.Open("sqlite:" + Path.Combine(folder.FullName, Invariant($"log{number++}.db"))),
                round => RawSqlite.Append(Path.Combine(folder.FullName, Invariant($"raw{round}.db")), messages.Batches));
            var given = Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA");
            using var mock = given is null ? new MockKafkaCluster() : null;
            var servers = given ?? mock!.BootstrapServers;
            var settings = given is null ? MockKafkaCluster.ClientSettings : new Dictionary<string, string>();
            await CompareAsync(
                given is null ? "kafka*" : "kafka", () => EventLogs.Open("kafka:" + servers, settings),
                round => RawKafka.Append(servers, Invariant($"raw-{Guid.NewGuid():N}"), messages.Batches));
            if (given is null)
            {
                output.WriteLine("  * mock brokers in this process, which share its cores");
            }

            async Task CompareAsync(string engine, Func<IEventLog> open, Action<int> raw)
            {
                var (ours, theirs) = (new List<double>(), new List<double>());
                for (var round = 0; round < Rounds; round++)
                {
                    await using var log = open();
                    var prefix = Invariant($"bench-{Guid.NewGuid():N}");
                    ours.Add(await SecondsAsync(() => IngestAsync(log, prefix)));
                    theirs.Add(await SecondsAsync(() => Task.Run(() => raw(round))));
                }

                var (rate, rawRate) = (count / Median(ours), count / Median(theirs));
                output.WriteLine(Invariant($"  {engine,-8} {rate,12:N0} {rawRate,14:N0} {rate / rawRate,7:0.00}"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task IngestAsync(IEventLog log, string prefix)
    {
        var options = new IngestOptions { BatchSize = BatchSize };
        options.Paths.Add(Samples.Stations);
        var source = new StationSource(
            new Topics(prefix).Readings, Partitions, options, new StationFormats(new StationReadOptions()),
            new ReadingQualityControl(new QualityControlOptions(), TimeProvider.System), TimeProvider.System);
        var runner = new IngestRunner(
            log, new Topics(prefix), new WindowOptions { AllowedDisorder = TimeSpan.FromMinutes(90) }, options,
            new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger.Instance);
        await runner.RunAsync(source, CancellationToken.None);
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
