using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slams.Assimilator;
using Slams.Hosting;
using Slams.Streaming;
using Slams.Streaming.Messages;
using Slams.Testing;

namespace Slams.Benchmarks;

/// <summary>
/// Readings per second from the log to closed and published windows, by the assimilator itself without a model, beside the raw
/// client that reads the same messages and does nothing with them. Both begin as a new process would: client, group, first poll.
/// </summary>
internal sealed class ConsumeBenchmark(string folder, TextWriter output)
{
    private const int Rounds = 8, Partitions = StationFolder.Partitions;
    private static readonly LoadOptions Load = new() { Stations = 1000, Days = 2 };

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            await new ConsumeBenchmark(folder.FullName, output).RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        var stations = Path.Combine(folder, "stations");
        new LoadReadings(Load).Write(stations);
        var messages = new CollectingLog(new Topics("bench").Readings, Partitions);
        await new StationFolder(stations).IngestAsync(messages, "bench");
        output.WriteLine(Invariant($"consume: {messages.Batches.Sum(batch => batch.Count)} messages, medians of {Rounds} rounds in turns, start of the client included"));
        output.WriteLine("             to windows/s  CPU us each   raw client/s  CPU us each   ratio");
        var rows = Path.Combine(folder, "rows.db");
        RawSqliteRows.Append(rows, messages.Batches);
        await CompareAsync("sqlite", "", new Dictionary<string, string>(), messages, (_, _) => RawSqliteRows.Read(rows));
        await CompareAsync("sqlite+", "", new Dictionary<string, string>(), messages, (address, _) => RawSqlite.Read(address["sqlite:".Length..]));
        output.WriteLine("  + the raw client reads the engine's blocks, not a row for each message");
        var given = Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA");
        using var mock = given is null ? new MockKafkaCluster() : null;
        var servers = given ?? mock!.BootstrapServers;
        await CompareAsync(
            given is null ? "kafka*" : "kafka", "kafka:" + servers, given is null ? MockKafkaCluster.ClientSettings : new Dictionary<string, string>(),
            messages, (_, topic) => RawKafka.Read(servers, topic));
        if (given is null)
        {
            output.WriteLine("  * mock brokers in this process, which share its cores");
        }
    }

    private async Task CompareAsync(
        string engine, string address, IReadOnlyDictionary<string, string> settings, CollectingLog messages, Func<string, string, long> raw)
    {
        var count = messages.Batches.Sum(batch => batch.Count);
        var prepared = await PrepareAsync(address, settings, messages);
        var measured = await Interleaved.MeasureAsync(
            Rounds,
            async () =>
            {
                var (fresh, prefix) = await PrepareAsync(address, settings, messages);
                return await WindowsAsync(fresh, settings, prefix);
            },
            () => Timing.OfAsync(() => Task.Run(() => Require(raw(prepared.Address, new Topics(prepared.Prefix).Readings), count))));
        output.WriteLine(Invariant($"  {engine,-8} {Columns(measured.First, count)} {Columns(measured.Second, count)} {measured.Ratio,7:0.00}"));
    }

    /// <summary>A log with the messages in topics of their own, so that every round is a first start.</summary>
    private async Task<(string Address, string Prefix)> PrepareAsync(string address, IReadOnlyDictionary<string, string> settings, CollectingLog messages)
    {
        var prefix = Invariant($"bench-{Guid.NewGuid():N}");
        address = address.Length > 0 ? address : "sqlite:" + Path.Combine(folder, prefix + ".db");
        await using var log = EventLogs.Open(address, settings);
        var topics = new Topics(prefix);
        await log.EnsureTopicAsync(topics.Readings, Partitions, CancellationToken.None);
        await log.EnsureTopicAsync(topics.Frames, Partitions, CancellationToken.None);
        foreach (var batch in messages.Batches)
        {
            await log.AppendAsync(topics.Readings, batch, CancellationToken.None);
        }

        await log.AppendAsync(topics.Frames, ProgressCodec.ToRecords(new Progress("satellite", null, true), Partitions), CancellationToken.None);
        return (address, prefix);
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
        // Besides the readings there are some records of progress.
        if (read < wanted)
        {
            throw new InvalidOperationException(Invariant($"{read} of {wanted} messages were read."));
        }
    }

    private static string Columns(Timing timing, int count) =>
        Invariant($"{count / timing.Seconds,14:N0} {timing.CpuSeconds / count * 1e6,12:0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
