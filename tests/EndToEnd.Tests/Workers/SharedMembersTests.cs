using Slams.EndToEnd.Tests.Support;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Workers;

/// <summary>
/// Assimilators that share out the members of their cycles, killed as <c>kill -9</c> does at random points of the sampling: what is in the log in the end has the bytes of one
/// that shares nothing and is not killed.
/// </summary>
[Collection(LongestFirst.Takeovers)]
public sealed class SharedMembersTests(SharedMembersTests.Alone alone) : IClassFixture<SharedMembersTests.Alone>
{
    private const int Cycles = 3, Jobs = 4;
    private const string Active = "Active: this instance holds all";
    private static readonly Topics Names = new("shared");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_instances_cost_no_byte()
    {
        using var folder = new ScratchFolder();
        string[] whole = ["--Log:Address", "sqlite:" + folder["log.db"]];
        File.Copy(alone.Ingested, folder["log.db"]);

        // The points differ from run to run; the message of a failure has them.
        var (first, second) = (Random.Shared.Next(1, Jobs + 2), Random.Shared.Next(Jobs + 3, (2 * Jobs) + 3));
        await using var log = EventLogs.Open("sqlite:" + folder["log.db"]);
        await using var owner = Assimilator(folder, whole, shards: Jobs);
        await owner.WaitForTextAsync(Active);
        await using var helper = Assimilator(folder, whole, shards: Jobs);
        await using var heir = Assimilator(folder, whole, shards: Jobs);

        await UntilAsync(async () => await CountAsync(log, Names.MemberSamples) >= first);
        await helper.KillAsync();
        await UntilAsync(async () => await CountAsync(log, Names.MemberSamples) >= second);
        await owner.KillAsync();
        await UntilAsync(async () => await CountAsync(log, Names.Analyses) == Cycles);

        Assert.True(alone.Bytes == await BytesAsync(log), $"killed after {first} and {second} samples; the heir printed:\n{heir.Text}");
        Assert.Contains(Active, heir.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_kafka_two_instances_give_the_bytes_of_one_and_go_on_when_one_is_killed()
    {
        using var folder = new ScratchFolder();
        using var cluster = new MockKafkaCluster();
        foreach (var topic in new[] { Names.Analyses, Names.CycleState, Names.Leader, Names.MemberSamples })
        {
            cluster.CreateTopic(topic, 1);
        }

        string[] whole =
        [
            "--Log:Address", "kafka:" + cluster.BootstrapServers, .. MockKafkaCluster.ClientSettings.SelectMany(setting => new[] { $"--Log:Settings:{setting.Key}", setting.Value }),
        ];
        await IngestAsync(folder, whole);

        var point = Random.Shared.Next(1, 2 * Jobs);
        await using var log = EventLogs.Open("kafka:" + cluster.BootstrapServers, MockKafkaCluster.ClientSettings);
        await using var owner = Assimilator(folder, whole, shards: Jobs);
        await owner.WaitForTextAsync(Active);
        await using var helper = Assimilator(folder, whole, shards: Jobs);
        await UntilAsync(async () => await CountAsync(log, Names.MemberSamples) >= point);
        await helper.KillAsync();
        await UntilAsync(async () => await CountAsync(log, Names.Analyses) == Cycles);

        Assert.True(alone.Bytes == await BytesAsync(log), $"killed after {point} samples; the owner printed:\n{owner.Text}");
    }

    private static async Task IngestAsync(ScratchFolder folder, string[] log)
    {
        const string end = "1987-01-12T13:00Z";
        await using var stations = Worker.Start(
            folder, "Ingest.Stations", "Slams.Ingest.Stations",
            [.. log, "--Run:TopicPrefix", Names.Prefix, "--Stations:Paths:0", Repository.DemoStations, "--Stations:To", end, "--Stations:ModelFolder", Repository.Model]);
        await using var satellite = Worker.Start(
            folder, "Ingest.Satellite", "Slams.Ingest.Satellite",
            [.. log, "--Run:TopicPrefix", Names.Prefix, "--Satellite:Paths:0", Repository.DemoFrames, "--Satellite:To", end, "--Satellite:ModelFolder", Repository.Model]);
        await stations.WaitForTextAsync("end of input");
        await satellite.WaitForTextAsync("end of input");
        (await stations.TerminateAsync()).Well();
        (await satellite.TerminateAsync()).Well();
    }

    private static Worker Assimilator(ScratchFolder folder, string[] log, int shards) => Worker.Start(
        folder, "Assimilator", "Slams.Assimilator",
        [
            .. log, "--Run:TopicPrefix", Names.Prefix, "--Run:SessionTimeout", "00:00:04", "--Cycle:IdleTimeout", "-00:00:00.001", "--Assimilator:ModelFolder", Repository.Model,
            "--Assimilator:Members", $"{Jobs * 4}", "--Assimilator:Shards", $"{shards}", "--Assimilator:ShardPatience", "00:00:10", "--Analysis:Threads", "1",
        ]);

    private static async Task<long> CountAsync(IEventLog log, string topic)
    {
        try
        {
            return (await log.EndAsync(topic, Token)).Sum(end => end.Offset);
        }
        catch (EventLogException)
        {
            // Nobody has made it yet.
            return 0;
        }
    }

    /// <summary>The analyses with the fields that files are made of, and what was handed on; where an engine without transactions has copies, they are the same.</summary>
    private static async Task<string> BytesAsync(IEventLog log)
    {
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var topic in new[] { Names.Analyses, Names.CycleState })
        {
            await foreach (var record in log.ScanAsync(topic, [], Token))
            {
                var content = record.KindOf() == RecordKind.CycleState ? CycleStateCodec.FromRecord(record).State.Bytes.ToArray() : record.Value.ToArray();
                var told = $"{topic} {record.Key}";
                var bytes = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content));
                Assert.Equal(records.GetValueOrDefault(told, bytes), bytes);
                records[told] = bytes;
            }
        }

        return string.Join('\n', records);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Worker.Patience);
        while (!await holds())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>One assimilator that shares nothing, on the same observations.</summary>
    public sealed class Alone : IAsyncLifetime
    {
        private readonly ScratchFolder _folder = new();

        /// <summary>A log with the observations alone.</summary>
        public string Ingested => _folder["ingested.db"];

        /// <summary>What it has left in its log.</summary>
        public string Bytes { get; private set; } = "";

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await IngestAsync(_folder, ["--Log:Address", "sqlite:" + Ingested]);
            File.Copy(Ingested, _folder["alone.db"]);
            var address = "sqlite:" + _folder["alone.db"];
            await using var worker = Assimilator(_folder, ["--Log:Address", address], shards: 0);
            await using var log = EventLogs.Open(address);
            await UntilAsync(async () => await CountAsync(log, Names.Analyses) == Cycles);
            Assert.DoesNotContain(Names.MemberJobs, await log.TopicsAsync(Token));
            Bytes = await BytesAsync(log);
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
