using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Hosting;

public sealed class LogProbeTests
{
    [Fact]
    public async Task An_outage_is_noticed_and_its_end_too_although_nobody_uses_the_log()
    {
        using var folder = new ScratchFolder();
        await using var log = new FaultyLog(EventLogs.Open("sqlite:" + folder["log.db"]));
        await log.EnsureTopicAsync("test.dead-letters", 1, TestContext.Current.CancellationToken);
        var clock = new ScanClock();
        var connection = new LogConnection(new PipelineMetrics(Metrics.NewCustomRegistry()), clock, NullLogger<LogConnection>.Instance);
        using var probe = new LogProbe(log, new Topics("test"), connection, clock, []);
        await probe.StartAsync(TestContext.Current.CancellationToken);

        await AskAsync(clock);
        Assert.Null(connection.Failure);
        log.Away = true;
        await AskAsync(clock);
        Assert.Equal("probe: no broker answers", connection.Failure);
        log.Away = false;
        await AskAsync(clock);
        Assert.Null(connection.Failure);

        await probe.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_topic_that_does_not_answer_is_noticed_although_others_do()
    {
        using var folder = new ScratchFolder();
        await using var log = new FaultyLog(EventLogs.Open("sqlite:" + folder["log.db"])) { AwayTopic = "test.frames" };
        var clock = new ScanClock();
        var connection = new LogConnection(new PipelineMetrics(Metrics.NewCustomRegistry()), clock, NullLogger<LogConnection>.Instance);
        using var probe = new LogProbe(log, new Topics("test"), connection, clock, [new ProbedTopic("test.frames")]);
        await probe.StartAsync(TestContext.Current.CancellationToken);

        // Nobody has made the topics yet: a worker that loads a large model comes to that late.
        await AskAsync(clock);
        Assert.Null(connection.Failure);
        await log.EnsureTopicAsync("test.dead-letters", 1, TestContext.Current.CancellationToken);
        await log.EnsureTopicAsync("test.frames", 2, TestContext.Current.CancellationToken);
        await AskAsync(clock);
        Assert.Equal("probe: no broker answers for 'test.frames'", connection.Failure);
        log.AwayTopic = null;
        await AskAsync(clock);
        Assert.Null(connection.Failure);

        await probe.StopAsync(TestContext.Current.CancellationToken);
    }

    // Three waits begin: for the next question, for the answer to it, and, once it has come, for the question after that.
    private static async Task AskAsync(ScanClock clock)
    {
        await clock.WaitBegunAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        await clock.WaitBegunAsync();
        await clock.PeekBegunAsync();
    }
}
