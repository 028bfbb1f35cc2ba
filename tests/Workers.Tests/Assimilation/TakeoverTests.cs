using Microsoft.Extensions.Diagnostics.HealthChecks;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>Two instances on one log, as two processes would be.</summary>
public sealed class TakeoverTests
{
    private static readonly (int, TimeSpan?)[] Readings = [(0, null), (360, null), (720, null), (1080, null), (1440, null)];

    [Fact]
    public async Task One_is_active_the_other_stands_by_and_says_so()
    {
        await using var first = new AssimilatorBench();
        await first.AppendAsync(Readings[..2], end: false);
        await first.StartAsync();
        await AssimilatorBench.UntilAsync(() => IsActiveAsync(first));
        await using var second = new AssimilatorBench(first);
        await second.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(second.State.LastPoll is not null));
        await first.AppendAsync(first.Topics.Frames, ProgressCodec.ToRecords(new("satellite", null, true), 1));
        await first.AppendAsync(Readings[2..], end: false);
        await AssimilatorBench.UntilAsync(() => Task.FromResult(first.State.Cycles == 4));

        Assert.Equal(0, second.State.Cycles);
        var ready = await second.HealthAsync("ready");
        Assert.Equal((HealthStatus.Healthy, "assimilator: standby, ready to take over"), (ready.Status, ready.Entries["workers"].Description));
        Assert.Contains("slams_assimilator_active 0", await second.MetricsAsync(), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await second.HealthAsync("live")).Status);
        Assert.Contains("slams_assimilator_active 1", await first.MetricsAsync(), StringComparison.Ordinal);

        // At the end of all sources the first one leaves; the second finds nothing to do.
        await first.AppendAsync(first.Topics.Readings, ProgressCodec.ToRecords(new("stations", null, true), 1));
        await Task.WhenAll(first.State.Completed, second.State.Completed).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal((5, 0), (first.State.Cycles, second.State.Cycles));
    }

    [Fact]
    public async Task A_rolling_restart_loses_and_doubles_nothing_and_gives_the_bytes_of_an_unbroken_run()
    {
        var unbroken = await UnbrokenAsync();
        await using var one = new AssimilatorBench();
        await using var other = new AssimilatorBench(one);
        await one.AppendAsync(Readings[..1], end: false);
        await one.AppendAsync(one.Topics.Frames, ProgressCodec.ToRecords(new("satellite", null, true), 1));
        await one.StartAsync();
        var (active, standby) = (one, other);
        for (var reading = 1; reading < Readings.Length; reading++)
        {
            await standby.StartAsync();
            await one.AppendAsync(Readings[reading..(reading + 1)], end: false);
            var closed = reading;
            await AssimilatorBench.UntilAsync(async () => (await one.ScanAsync(one.Topics.Analyses)).Count == closed);
            await active.StopAsync();
            (active, standby) = (standby, active);
        }

        await one.AppendAsync(one.Topics.Readings, ProgressCodec.ToRecords(new("stations", null, true), 1));
        await active.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(unbroken, await BytesAsync(one));
    }

    [Fact]
    public async Task One_that_comes_back_from_a_pause_cannot_commit_what_it_was_at_and_stands_by()
    {
        var unbroken = await UnbrokenAsync();
        await using var paused = new AssimilatorBench();
        await using var heir = new AssimilatorBench(paused);
        using var goOn = new ManualResetEventSlim();
        using var atIt = new ManualResetEventSlim();
        paused.Analyst.Before = (cycle, _) =>
        {
            if (cycle.Key == "19870112T0600Z")
            {
                atIt.Set();
                goOn.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
            }
        };
        await paused.AppendAsync(Readings[..1], end: false);
        await paused.AppendAsync(paused.Topics.Frames, ProgressCodec.ToRecords(new("satellite", null, true), 1));
        await paused.AppendAsync(Readings[1..], end: false);
        await paused.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(atIt.IsSet));
        var lease = await Lease.OfActiveAsync(paused.LogPath);
        await heir.StartAsync();

        await AssimilatorBench.UntilAsync(async () =>
        {
            await lease.EndAsync();
            return await IsActiveAsync(heir);
        });
        await AssimilatorBench.UntilAsync(() => Task.FromResult(heir.State.Cycles == 3));
        goOn.Set();
        await AssimilatorBench.UntilAsync(async () => !await IsActiveAsync(paused));
        await paused.AppendAsync(paused.Topics.Readings, ProgressCodec.ToRecords(new("stations", null, true), 1));
        await heir.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(1, paused.State.Cycles);
        Assert.Equal(unbroken, await BytesAsync(paused));
    }

    private static async Task<List<string>> UnbrokenAsync()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(Readings);
        await bench.RunAsync();
        return await BytesAsync(bench);
    }

    private static async Task<List<string>> BytesAsync(AssimilatorBench bench) =>
        [.. (await bench.ScanAsync(bench.Topics.Analyses)).Select(record => $"{record.Key} {Convert.ToHexString(record.Value.Span)}")];

    private static async Task<bool> IsActiveAsync(AssimilatorBench bench) =>
        (await bench.HealthAsync("ready")).Entries["workers"].Description == "assimilator: active";
}
