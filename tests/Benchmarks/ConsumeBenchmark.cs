using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slams.Assimilator;
using Slams.Benchmarks.Reports;
using Slams.Hosting;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Testing;

namespace Slams.Benchmarks;

/// <summary>
/// Readings per second from the log to closed and published windows, by the assimilator itself without a model, beside the raw
/// client that reads the same messages and does nothing with them. Both begin as a new process would: client, group, first poll. What
/// half the messages take besides tells the rates without that start.
/// </summary>
internal sealed class ConsumeBenchmark(string folder, TextWriter output)
{
    // Code is compiled over the first runs: a service runs for months, and is measured when it has been.
    private const int Rounds = 8, WarmUps = 4, Partitions = StationFolder.Partitions;
    private const string Prefix = "bench";
    private const int Days = 2;
    private static readonly Dictionary<string, string> NoSettings = [];
    private readonly List<Figure> _figures = [];

    /// <param name="output">Is written to.</param>
    /// <param name="kafkaOnly">Leaves out the embedded log.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(TextWriter output, bool kafkaOnly = false)
    {
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            return await new ConsumeBenchmark(folder.FullName, output).RunAsync(kafkaOnly);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Figure>> RunAsync(bool kafkaOnly)
    {
        var (whole, half) = (await MakeAsync(Days), await MakeAsync(Days / 2));
        output.WriteLine(Invariant($"consume: {whole.Count} messages, medians of {Rounds} rounds in turns after {WarmUps} uncounted, start of the client included"));
        output.WriteLine("             to windows/s  CPU us each   raw client/s  CPU us each   ratio   without starts");
        if (!kafkaOnly)
        {
            await CompareAsync("sqlite", whole, half, NoSettings, CopyAsync, input => RawSqliteRows.Read(input.Rows));
            await CompareAsync("sqlite+", whole, half, NoSettings, CopyAsync, input => RawSqlite.Read(input.Template));
            output.WriteLine("  + the raw client reads the engine's blocks, not a row for each message");
        }

        var given = Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA");
        using var mock = given is null ? new MockKafkaCluster() : null;
        var (servers, settings) = (given ?? mock!.BootstrapServers, given is null ? MockKafkaCluster.ClientSettings : NoSettings);
        // Appended as the product does by default, not at once as in tests: a mock broker answers a fetch with one batch of a partition.
        var appending = settings.Where(setting => setting.Key != "linger.ms").ToDictionary();
        var topics = new Dictionary<Input, string> { [whole] = new Topics(await AppendAsync(whole)).Readings, [half] = new Topics(await AppendAsync(half)).Readings };
        await CompareAsync(
            given is null ? "kafka*" : "kafka", whole, half, settings, async input => ("kafka:" + servers, await AppendAsync(input)),
            input => RawKafka.Read(servers, topics[input]));
        if (given is null)
        {
            output.WriteLine("  * mock brokers in this process, which share its cores");
        }

        return _figures;

        Task<(string Address, string Prefix)> CopyAsync(Input input)
        {
            var copy = Path.Combine(folder, "copy.db");
            foreach (var file in Directory.EnumerateFiles(folder, "copy.db*"))
            {
                File.Delete(file);
            }

            File.Copy(input.Template, copy);
            return Task.FromResult(("sqlite:" + copy, Prefix));
        }

        async Task<string> AppendAsync(Input input)
        {
            var fresh = Invariant($"bench-{Guid.NewGuid():N}");
            await using var from = EventLogs.Open("sqlite:" + input.Template);
            await using var to = EventLogs.Open("kafka:" + servers, appending);
            await to.EnsureTopicAsync(new Topics(fresh).Readings, Partitions, CancellationToken.None);
            await foreach (var batch in CopiesAsync(from))
            {
                await to.AppendAsync(new Topics(fresh).Readings, batch, CancellationToken.None);
            }

            await EndFramesAsync(to, fresh);
            return fresh;
        }
    }

    /// <summary>The messages of so many days, in the log's own file and in one with a row for each.</summary>
    private async Task<Input> MakeAsync(int days)
    {
        var (stations, template, rows) = (Named("stations"), Named("template.db"), Named("rows.db"));
        new LoadReadings(new LoadOptions { Stations = 1000, Days = days }).Write(stations);
        var count = await FillAsync(template, stations);
        await using var log = EventLogs.Open("sqlite:" + template);
        RawSqliteRows.Append(rows, await CopiesAsync(log).ToArrayAsync());
        return new Input(template, rows, count);

        string Named(string name) => Path.Combine(folder, Invariant($"{days}-{name}"));
    }

    /// <summary>A log with readings on disk: what the process would hold in memory, its collector would go through in every round.</summary>
    private static async Task<long> FillAsync(string file, string stations)
    {
        await using var log = EventLogs.Open("sqlite:" + file);
        await new StationFolder(stations).IngestAsync(log, Prefix);
        await EndFramesAsync(log, Prefix);
        return (await log.EndAsync(new Topics(Prefix).Readings, CancellationToken.None)).Sum(end => end.Offset);
    }

    private static async Task EndFramesAsync(IEventLog log, string prefix)
    {
        var topic = new Topics(prefix).Frames;
        await log.EnsureTopicAsync(topic, Partitions, CancellationToken.None);
        await log.AppendAsync(topic, ProgressCodec.ToRecords(new Progress("satellite", null, true), Partitions), CancellationToken.None);
    }

    private static async IAsyncEnumerable<IReadOnlyList<LogRecord>> CopiesAsync(IEventLog log)
    {
        var batch = new List<LogRecord>();
        await foreach (var record in log.ScanAsync(new Topics(Prefix).Readings, [], CancellationToken.None))
        {
            batch.Add(new LogRecord(record.Key, record.Value, record.Timestamp) { Partition = record.Partition, Headers = record.Headers });
            if (batch.Count == 5000)
            {
                yield return batch;
                batch = [];
            }
        }

        yield return batch;
    }

    private async Task CompareAsync(
        string engine, Input whole, Input half, IReadOnlyDictionary<string, string> settings,
        Func<Input, Task<(string Address, string Prefix)>> fresh, Func<Input, long> raw)
    {
        var (measured, less) = (await MeasureAsync(whole), await MeasureAsync(half));
        var running = (measured.Second.Seconds - less.Second.Seconds) / (measured.First.Seconds - less.First.Seconds);
        output.WriteLine(Invariant($"  {engine,-8} {Columns(measured.First, whole.Count)} {Columns(measured.Second, whole.Count)} {measured.Ratio,7:0.00} {running,16:0.00}"));
        _figures.Add(measured.ToFigure(Invariant($"{engine}: share of the raw client's rate"), RawRates.IsRaw(engine) ? Wanted.AtLeast(RawRates.Share) : null));

        Task<Interleaved> MeasureAsync(Input input) => Interleaved.MeasureAsync(
            Rounds,
            async () =>
            {
                var (address, prefix) = await fresh(input);
                return await WindowsAsync(address, settings, prefix);
            },
            () => Timing.OfAsync(() => Task.Run(() => Require(raw(input), input.Count))),
            WarmUps);
    }

    /// <summary>The time from the making of the host to the commit of the last window; the end of the sources is waited for, uncounted.</summary>
    private static async Task<Timing> WindowsAsync(string address, IReadOnlyDictionary<string, string> settings, string prefix)
    {
        var (since, last) = (Timing.Begin(), default(Timing));
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Log:Address"] = address,
            ["Run:TopicPrefix"] = prefix,
            ["Cycle:IdleTimeout"] = "-00:00:00.001",
            ["Assimilator:ModelFolder"] = AssimilatorOptions.NoModel,
            ["Assimilator:Group"] = prefix,
        });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create<string, string?>($"Log:Settings:{setting.Key}", setting.Value)));
        builder.AddSlamsDefaults();
        builder.AddAssimilator();
        builder.Logging.ClearProviders();
        using var host = builder.Build();
        var state = host.Services.GetRequiredService<AssimilatorState>();
        state.CycleCommitted += (_, _) => last = since();
        await host.StartAsync();
        await state.Completed;
        await host.StopAsync();
        return last;
    }

    private static void Require(long read, long wanted)
    {
        // In the log's file there are some records of progress besides.
        if (read < wanted)
        {
            throw new InvalidOperationException(Invariant($"{read} of {wanted} messages were read."));
        }
    }

    private static string Columns(Timing timing, long count) =>
        Invariant($"{count / timing.Seconds,14:N0} {timing.CpuSeconds / count * 1e6,12:0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Input(string Template, string Rows, long Count);
}
