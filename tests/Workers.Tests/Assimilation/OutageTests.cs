using Microsoft.Extensions.Diagnostics.HealthChecks;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

public sealed class OutageTests
{
    private static readonly (int, TimeSpan?)[] Readings = [(0, null), (360, null), (720, null)];

    [Fact]
    public async Task A_log_that_is_away_at_the_start_is_waited_for_and_readiness_says_why()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(Readings);
        var log = new FaultyLog(bench.Log) { Away = true };
        bench.Log = log;

        await bench.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(log.Failures >= 2));

        var ready = (await bench.HealthAsync("ready")).Entries["log"];
        Assert.Equal((HealthStatus.Unhealthy, "assimilator: no broker answers"), (ready.Status, ready.Description));
        Assert.Equal(HealthStatus.Healthy, (await bench.HealthAsync("live")).Status);
        Assert.Contains("slams_log_up 0", await bench.MetricsAsync(), StringComparison.Ordinal);

        log.Away = false;
        await bench.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(3, (await bench.AnalysesAsync()).Count);
        Assert.Equal(HealthStatus.Healthy, (await bench.HealthAsync("ready")).Status);
        Assert.Contains("slams_log_up 1", await bench.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_goes_away_between_analysis_and_commit_costs_the_analysis_again_and_nothing_else()
    {
        await using var unbroken = new AssimilatorBench();
        await unbroken.AppendAsync(Readings);
        await unbroken.RunAsync();
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(Readings);
        var log = new FaultyLog(bench.Log);
        bench.Log = log;
        var analysed = new List<string>();
        bench.Analyst.Before = (cycle, _) =>
        {
            analysed.Add(cycle.Key);
            log.Away = analysed.Count == 2;
        };
        await bench.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(log.Failures >= 1));
        log.Away = false;
        await bench.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(["19870112T0000Z", "19870112T0600Z", "19870112T0600Z", "19870112T1200Z"], analysed);
        Assert.Equal(
            (await unbroken.ScanAsync(unbroken.Topics.Analyses)).Select(record => Convert.ToHexString(record.Value.Span)),
            (await bench.ScanAsync(bench.Topics.Analyses)).Select(record => Convert.ToHexString(record.Value.Span)));
    }
}
