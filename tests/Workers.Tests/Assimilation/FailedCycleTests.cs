using Microsoft.Extensions.Diagnostics.HealthChecks;
using Slams.Core.Analyses;

namespace Slams.Workers.Tests.Assimilation;

public sealed class FailedCycleTests
{
    private static readonly (int, TimeSpan?)[] Readings = [(0, null), (360, null), (720, null)];

    [Fact]
    public async Task An_analysis_that_throws_is_tried_again()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(Readings);
        var tries = 0;
        bench.Analyst.Before = (_, _) => ThrowIf(++tries == 1, "once");

        await bench.RunAsync();

        Assert.Equal(4, tries);
        Assert.All(await bench.AnalysesAsync(), analysis => Assert.Null(analysis.Failure));
    }

    [Fact]
    public async Task A_cycle_that_cannot_be_analysed_is_published_as_failed_and_the_next_has_no_background_from_it()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(Readings);
        bench.Analyst.Before = (cycle, _) => ThrowIf(cycle.Key == "19870112T0600Z", "out of memory");

        await bench.RunAsync();

        var analyses = await bench.AnalysesAsync();
        Assert.Equal([null, "out of memory", null], analyses.Select(analysis => analysis.Failure));
        Assert.All(analyses[1].MeanK, value => Assert.True(float.IsNaN(value)));
        Assert.Equal(1, analyses[1].Provenance.InputCounts["reading.Assimilated"]);
        // Of two possible preceding states the third cycle sees the first only.
        Assert.Equal(1, analyses[2].MeanK[2]);
        var metrics = await bench.MetricsAsync();
        Assert.Contains("slams_cycles_total{outcome=\"failed\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("slams_cycles_total{outcome=\"ok\"} 2", metrics, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await bench.HealthAsync("ready")).Status);
    }

    [Fact]
    public async Task A_restart_after_a_failed_cycle_goes_on_behind_it()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(Readings[..2], end: false);
        await bench.AppendAsync(bench.Topics.Frames, Slams.Streaming.Messages.ProgressCodec.ToRecords(new("satellite", null, true), 1));
        bench.Analyst.Before = (_, _) => ThrowIf(true, "broken");
        await bench.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(bench.State.Cycles == 1));
        await bench.StopAsync();

        bench.Analyst.Before = null;
        await bench.AppendAsync(Readings[2..]);
        await bench.RunAsync();

        Assert.Equal(["broken", null, null], (await bench.AnalysesAsync()).Select(analysis => analysis.Failure));
    }

    [Fact]
    public async Task A_deadline_ends_tries_that_do_not_end_by_themselves()
    {
        await using var bench = new AssimilatorBench();
        bench.Settings["Assimilator:CycleDeadline"] = "00:00:01";
        await bench.AppendAsync(Readings[..1]);
        bench.Analyst.Before = (_, token) =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        };

        await bench.RunAsync();

        Assert.Equal("not finished within 1 s", Assert.Single(await bench.AnalysesAsync()).Failure);
    }

    [Fact]
    public async Task A_revision_that_fails_leaves_the_state_of_the_first_analysis_to_the_following_cycles()
    {
        await using var bench = new AssimilatorBench();
        bench.Settings["Cycle:Late:Stations"] = "Revise";
        bench.Settings["Cycle:Late:Bound"] = "06:00:00";
        await bench.AppendAsync([(0, null), (300, null), (1, TimeSpan.FromHours(1)), (700, null), (1300, null)]);
        var seen = new HashSet<string>();
        bench.Analyst.Before = (cycle, _) => ThrowIf(!seen.Add(cycle.Key), "second time");

        await bench.RunAsync();

        var analyses = await bench.AnalysesAsync();
        Analysis failed = Assert.Single(analyses, analysis => analysis.Failure is not null);
        Assert.Equal(("19870112T0000Z", 1), (failed.Cycle.Key, failed.Provenance.Revision));
        Assert.Equal(2, Assert.Single(analyses, analysis => analysis.Cycle.Key == "19870112T1200Z").MeanK[2]);
    }

    private static void ThrowIf(bool broken, string reason)
    {
        if (broken)
        {
            throw new InvalidOperationException(reason);
        }
    }
}
