using System.Diagnostics;
using System.Globalization;
using Slams.Benchmarks.Reports;
using Slams.Testing;

namespace Slams.Benchmarks;

/// <summary>
/// The time of a cycle by two assimilators with one thread each, which share out its members over one log, beside one that samples them all: processes of their own, on the
/// bundled sample. The cycles are those that event 2001 tells of.
/// </summary>
internal sealed class ShardBenchmark(ShardOptions options, TextWriter output)
{
    private const int Uncounted = 2, Batch = 4;
    private readonly string _end = new DateTimeOffset(1987, 1, 12, 0, 0, 0, TimeSpan.Zero).AddHours(6 * (Uncounted + options.Cycles + 2)).ToString("O", CultureInfo.InvariantCulture);
    private readonly int _shards = (options.Members + Batch - 1) / Batch;

    public async Task<IReadOnlyList<Figure>> RunAsync() =>
    [
        await MeasureAsync("SQLite", folder => ["--Log:Address", "sqlite:" + Path.Combine(folder, "log.db")]),
        await MeasureAsync("Kafka", _ => null),
    ];

    private async Task<Figure> MeasureAsync(string engine, Func<string, string[]?> log)
    {
        var measured = await Interleaved.MeasureAsync(options.Rounds, () => TimeAsync(log, replicas: 2), () => TimeAsync(log, replicas: 1), warmUps: 0);
        output.WriteLine(FormattableString.Invariant($"shards, {engine}: {options.Members} members, medians of {options.Cycles} cycles in each of {options.Rounds} rounds, {Uncounted} cycles before uncounted; CPU time of all cycles and the start"));
        output.WriteLine(FormattableString.Invariant($"  one replica     {measured.Second.Seconds,7:0.00} s a cycle, {measured.Second.CpuSeconds,7:0.0} s of CPU"));
        output.WriteLine(FormattableString.Invariant($"  two replicas    {measured.First.Seconds,7:0.00} s a cycle, {measured.First.CpuSeconds,7:0.0} s of CPU"));
        output.WriteLine(FormattableString.Invariant($"  ratio           {measured.Ratio,7:0.00} ({measured.LowestRatio:0.00} to {measured.HighestRatio:0.00})"));
        return new Figure(FormattableString.Invariant($"a cycle of {options.Members} members by one replica of one thread, over that by two, {engine}"), "")
        {
            Median = measured.Ratio,
            Lowest = measured.LowestRatio,
            Highest = measured.HighestRatio,
            Wanted = Wanted.AtLeast(1.8),
        };
    }

    private async Task<Timing> TimeAsync(Func<string, string[]?> log, int replicas)
    {
        var folder = Directory.CreateTempSubdirectory("slams-shards-");
        try
        {
            using var cluster = log(folder.FullName) is null ? new MockKafkaCluster() : null;
            if (cluster is not null)
            {
                foreach (var topic in new[] { "analyses", "cycle-state", "leader", "member-samples" })
                {
                    cluster.CreateTopic($"slams.{topic}", 1);
                }
            }

            return await TimeAsync(log(folder.FullName) ?? On(cluster!), replicas);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The mock answers an empty fetch only when its time is over, also where something has come meanwhile; a broker answers at once.
    private static string[] On(MockKafkaCluster cluster) =>
    [
        "--Log:Address", "kafka:" + cluster.BootstrapServers, "--Log:Settings:fetch.wait.max.ms", "10",
        .. MockKafkaCluster.ClientSettings.Where(one => one.Key != "fetch.wait.max.ms").SelectMany(one => new[] { $"--Log:Settings:{one.Key}", one.Value }),
    ];

    private async Task<Timing> TimeAsync(string[] log, int replicas)
    {
        var running = new List<ShardReplica>();
        try
        {
            for (var replica = 0; replica < replicas; replica++)
            {
                running.Add(ShardReplica.Start(log, options.Members, shards: replicas == 1 ? 0 : _shards));
            }

            foreach (var replica in running)
            {
                await replica.SaysAsync(replicas == 1 ? "Active: this instance" : $"Samples members of {_shards / replicas} partitions");
            }

            await IngestAsync("Stations", Samples.Stations, log);
            await IngestAsync("Satellite", Samples.Frames, log);
            await running[0].UntilAsync(() => running.Sum(one => one.Cycles.Count) >= Uncounted + options.Cycles);
            return new Timing(Timing.Median(running.SelectMany(one => one.Cycles).Skip(Uncounted).Take(options.Cycles)), running.Sum(one => one.CpuSeconds));
        }
        finally
        {
            running.ForEach(replica => replica.Dispose());
        }
    }

    private async Task IngestAsync(string source, string path, string[] log)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Samples.Service, "ingest", source.ToLowerInvariant(), path, .. Paired(log), $"--{source}:To={_end}", $"--{source}:ModelFolder={Samples.Model}",
        ])
        { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The ingest of {source} has failed:\n{said}");
        }
    }

    /// <summary>As <c>slams ingest</c> takes settings: key and value in one.</summary>
    private static IEnumerable<string> Paired(string[] arguments) => arguments.Chunk(2).Select(pair => $"{pair[0]}={pair[1]}");
}
