using System.Globalization;
using Slams.Benchmarks.Reports;
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
    private const int Rounds = 5, Partitions = StationFolder.Partitions, Years = 12;
    private readonly List<Figure> _figures = [];
    private readonly StationFolder _stations = new(Path.Combine(folder, "stations"));

    public static async Task<IReadOnlyList<Figure>> RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            return await new IngestBenchmark(folder.FullName, output).RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Figure>> RunAsync()
    {
        StationYears.Write(Path.Combine(folder, "stations"), Years);
        var messages = new CollectingLog(new Topics("bench").Readings, Partitions);
        await _stations.IngestAsync(messages, "bench");
        var count = messages.Batches.Sum(batch => batch.Count);
        var megabytes = messages.Batches.Sum(batch => batch.Sum(record => (long)record.Value.Length)) / 1e6;
        output.WriteLine(Invariant($"ingest: {count} messages, {megabytes:0.0} MB, medians of {Rounds} rounds in turns"));
        output.WriteLine("             CSV to log/s  CPU us each   raw client/s  CPU us each   ratio");
        var alone = new List<Timing>();
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await Timing.OfAsync(() => _stations.IngestAsync(new CollectingLog("", Partitions), "bench")));
        }

        output.WriteLine("  no log   " + Columns(Timing.Median(alone), count));
        var number = 0;
        string NewFile() => Path.Combine(folder, Invariant($"log{number++}.db"));
        await CompareAsync("sqlite", () => EventLogs.Open("sqlite:" + NewFile()), () => RawSqliteRows.Append(NewFile(), messages.Batches), count);
        await CompareAsync("sqlite+", () => EventLogs.Open("sqlite:" + NewFile()), () => RawSqlite.Append(NewFile(), messages.Batches, Partitions), count);
        output.WriteLine("  + the raw client writes the engine's blocks, not a row for each message");
        var given = Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA");
        using var mock = given is null ? new MockKafkaCluster() : null;
        var servers = given ?? mock!.BootstrapServers;
        // Sent as the product sends by default, and the raw client, not each message at once as in tests.
        var settings = given is null ? MockKafkaCluster.ClientSettings.Where(setting => setting.Key != "linger.ms").ToDictionary() : [];
        await CompareAsync(
            given is null ? "kafka*" : "kafka", () => EventLogs.Open("kafka:" + servers, settings),
            () => RawKafka.Append(servers, Invariant($"raw-{Guid.NewGuid():N}"), messages.Batches), count);
        if (given is null)
        {
            output.WriteLine("  * mock brokers in this process, which share its cores");
        }

        return _figures;
    }

    private async Task CompareAsync(string engine, Func<IEventLog> open, Action raw, int count)
    {
        var measured = await Interleaved.MeasureAsync(
            Rounds,
            async () =>
            {
                await using var log = open();
                var prefix = Invariant($"bench-{Guid.NewGuid():N}");
                return await Timing.OfAsync(() => _stations.IngestAsync(log, prefix));
            },
            () => Timing.OfAsync(() => Task.Run(raw)));
        output.WriteLine(Invariant($"  {engine,-8} {Columns(measured.First, count)} {Columns(measured.Second, count)} {measured.Ratio,7:0.00}"));
        _figures.Add(measured.ToFigure(Invariant($"{engine}: share of the raw client's rate"), RawRates.IsRaw(engine) ? Wanted.AtLeast(RawRates.Share) : null));
    }

    private static string Columns(Timing timing, int count) =>
        Invariant($"{count / timing.Seconds,14:N0} {timing.CpuSeconds / count * 1e6,12:0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
