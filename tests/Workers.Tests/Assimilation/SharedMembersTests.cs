using Microsoft.Extensions.DependencyInjection;
using Slams.Assimilator.Members;
using Slams.Core.Analyses;
using Slams.Streaming;
using Slams.Streaming.Messages;
using Slams.Testing;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>Assimilators that share out the members of their cycles over one log.</summary>
public sealed class SharedMembersTests
{
    private static readonly (int, TimeSpan?)[] Readings = [(0, null), (30, null), (400, null), (800, null), (1100, null)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_instances_do_jobs_and_the_analyses_are_those_of_one_that_shares_nothing(bool onKafka)
    {
        using var cluster = onKafka ? new MockKafkaCluster() : null;
        await using var active = Sharing(new StandInMemberAnalyst());
        await using var other = Sharing(new StandInMemberAnalyst(), beside: active);
        if (cluster is not null)
        {
            await OnAsync(cluster, active, other);
        }

        await active.StartAsync();
        await other.StartAsync();
        await HeldByBothAsync(active, other);
        await active.AppendAsync(Readings);
        await active.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(await AloneAsync(), await BytesAsync(active));
        Assert.Equal(await AloneAsync(states: true), await BytesAsync(active, states: true));
        Assert.All([active, other], one => Assert.True(((StandInMemberAnalyst)one.Analysts!).Done > 0));
        // Four cycles of four jobs, none of them twice.
        Assert.Equal(16, new[] { active, other }.Sum(one => ((StandInMemberAnalyst)one.Analysts!).Done));
        // Of two that start at once either may be the one that assimilates.
        Assert.Contains("slams_member_batches_total{origin=\"shared\"} 16", await active.MetricsAsync() + await other.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_alone_does_all_of_them_and_has_the_same_bytes()
    {
        await using var bench = Sharing(new StandInMemberAnalyst());
        await bench.AppendAsync(Readings);
        await bench.RunAsync();

        Assert.Equal(await AloneAsync(), await BytesAsync(bench));
        await AssimilatorBench.UntilAsync(async () => (await bench.MetricsAsync()).Contains("slams_member_jobs_total{outcome=\"sampled\"} 16", StringComparison.Ordinal));
        Assert.Equal("Healthy", (await bench.HealthAsync("live")).Entries["members-alive"].Status.ToString());
    }

    [Fact]
    public async Task Jobs_of_an_instance_that_is_gone_are_done_by_another()
    {
        using var never = new ManualResetEventSlim();
        using var atIt = new ManualResetEventSlim();
        var stuck = new StandInMemberAnalyst
        {
            Before = (_, token) =>
            {
                atIt.Set();
                never.Wait(token);
            },
        };
        await using var active = Sharing(new StandInMemberAnalyst());
        await using var gone = Sharing(stuck, beside: active);
        await ActiveAsync(active);
        await gone.StartAsync();
        await HeldByBothAsync(active, gone);
        await active.AppendAsync(Readings);
        await AssimilatorBench.UntilAsync(() => Task.FromResult(atIt.IsSet));
        await gone.StopAsync();
        await active.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(await AloneAsync(), await BytesAsync(active));
        Assert.Equal(0, stuck.Done);
        Assert.Contains("slams_member_batches_total{origin=\"late\"} 0", await active.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_with_another_model_leaves_the_jobs_to_the_one_that_has_sent_them()
    {
        var foreign = new StandInMemberAnalyst { Conditions = new MemberConditions("another", "none", "1", "any") };
        await using var active = Sharing(new StandInMemberAnalyst());
        await using var other = Sharing(foreign, beside: active);
        await ActiveAsync(active);
        await other.StartAsync();
        await HeldByBothAsync(active, other);
        await active.AppendAsync(Readings);
        await active.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(await AloneAsync(), await BytesAsync(active));
        Assert.Equal(0, foreign.Done);
        Assert.Contains("slams_member_batches_total{origin=\"late\"} 0", await active.MetricsAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("slams_member_batches_total{origin=\"declined\"} 0", await active.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_is_a_dead_letter_and_the_next_is_done()
    {
        await using var bench = Sharing(new StandInMemberAnalyst());
        var job = MemberJobCodec.ToRecord(StandInMemberAnalyst.Jobs(4)[0], "round", 0, AssimilatorBench.Start);
        await bench.Log.EnsureTopicAsync(bench.Topics.MemberJobs, 4, TestContext.Current.CancellationToken);
        await bench.AppendAsync(bench.Topics.MemberJobs, job with { Value = new byte[] { 1, 2, 3 } });
        await bench.StartAsync();
        await AssimilatorBench.UntilAsync(async () => (await bench.DeadLettersAsync()).Count == 1);
        await bench.AppendAsync(Readings);
        await bench.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(await AloneAsync(), await BytesAsync(bench));
        Assert.Contains(bench.Topics.MemberJobs, Assert.Single(await bench.DeadLettersAsync()).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Domains_on_one_log_do_not_see_each_others_jobs()
    {
        var (north, south) = (new StandInMemberAnalyst(), new StandInMemberAnalyst());
        await using var one = Sharing(north);
        await using var other = Sharing(south, beside: one);
        other.Settings["Run:TopicPrefix"] = "south";
        await other.StartAsync();
        await one.AppendAsync(Readings);
        await one.RunAsync();

        Assert.Equal(await AloneAsync(), await BytesAsync(one));
        Assert.Equal((16, 0), (north.Done, south.Done));
    }

    private static async Task ActiveAsync(AssimilatorBench bench)
    {
        await bench.StartAsync();
        await AssimilatorBench.UntilAsync(async () => (await bench.HealthAsync("ready")).Entries["workers"].Description == "assimilator: active");
    }

    private static AssimilatorBench Sharing(StandInMemberAnalyst analyst, AssimilatorBench? beside = null)
    {
        var bench = new AssimilatorBench(beside) { Analysts = analyst };
        bench.Settings["Assimilator:Shards"] = "4";
        bench.Settings["Assimilator:ShardPatience"] = "00:05:00";
        return bench;
    }

    private static async Task OnAsync(MockKafkaCluster cluster, params AssimilatorBench[] benches)
    {
        // The mock makes topics of four partitions by itself, as the jobs want them.
        var topics = benches[0].Topics;
        foreach (var topic in new[] { topics.Readings, topics.Frames, topics.Analyses, topics.CycleState, topics.Leader, topics.MemberSamples })
        {
            cluster.CreateTopic(topic, 1);
        }

        foreach (var bench in benches)
        {
            await bench.Log.DisposeAsync();
            bench.Log = EventLogs.Open("kafka:" + cluster.BootstrapServers, MockKafkaCluster.ClientSettings);
        }
    }

    // Each has its partitions when it is told of two of four.
    private static Task HeldByBothAsync(AssimilatorBench one, AssimilatorBench other) => AssimilatorBench.UntilAsync(() => Task.FromResult(Worker(one).Held == 2 && Worker(other).Held == 2));

    private static MemberWorker Worker(AssimilatorBench bench) => bench.Services.GetRequiredService<MemberWorker>();

    private static async Task<List<string>> AloneAsync(bool states = false)
    {
        await using var bench = new AssimilatorBench { Analysts = new StandInMemberAnalyst() };
        await bench.AppendAsync(Readings);
        await bench.RunAsync();
        return await BytesAsync(bench, states);
    }

    private static async Task<List<string>> BytesAsync(AssimilatorBench bench, bool states = false) =>
    [
        .. (await bench.ScanAsync(states ? bench.Topics.CycleState : bench.Topics.Analyses)).Select(record => $"{record.Key} {Convert.ToHexString(record.Value.Span)}"),
    ];
}
