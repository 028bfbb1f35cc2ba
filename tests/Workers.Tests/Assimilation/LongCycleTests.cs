using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Slams.Workers.Tests.Assimilation;

public sealed class LongCycleTests
{
    [Fact]
    public async Task An_analysis_of_any_length_neither_stops_polling_nor_costs_the_group_nor_health()
    {
        await using var bench = new AssimilatorBench();
        using var goOn = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        bench.Analyst.Before = (_, token) =>
        {
            begun.TrySetResult();
            goOn.Wait(token);
        };
        await bench.AppendAsync([(0, null), (360, null)], end: false);
        await bench.AppendAsync(bench.Topics.Frames, Slams.Streaming.Messages.ProgressCodec.ToRecords(new("satellite", null, true), 1));
        await bench.StartAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        // The first cycle is being analysed all the time from here on; the reader goes on by itself, twice at least, and tells how much waits.
        for (var round = 0; round < 2; round++)
        {
            var before = bench.State.LastPoll;
            await bench.AppendAsync(bench.Topics.Readings, AssimilatorBench.Reading(400 + round));
            await AssimilatorBench.UntilAsync(() => Task.FromResult(bench.State.LastPoll > before));
            var waiting = round + 1;
            await AssimilatorBench.UntilAsync(async () => await GaugeAsync(bench, "slams_input_lag_records") == waiting);
        }

        Assert.Equal(0, bench.State.Cycles);
        Assert.Equal(HealthStatus.Healthy, (await bench.HealthAsync("live")).Status);
        var polled = bench.State.LastPoll!.Value.ToUnixTimeMilliseconds() / 1000.0;
        Assert.InRange(await GaugeAsync(bench, "slams_last_poll_timestamp_seconds"), polled - 1, double.MaxValue);

        goOn.Set();
        await bench.EndAsync();
        await bench.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal([1L, 3L], (await bench.AnalysesAsync()).Select(analysis => analysis.Provenance.InputCounts["reading.Assimilated"]));
    }

    private static async Task<double> GaugeAsync(AssimilatorBench bench, string name) => double.Parse(
        (await bench.MetricsAsync()).Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1],
        System.Globalization.CultureInfo.InvariantCulture);
}
