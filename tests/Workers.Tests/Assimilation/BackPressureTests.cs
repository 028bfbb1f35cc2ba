using System.Globalization;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Assimilation;

public sealed class BackPressureTests
{
    // Ten weeks of a reading every minute; the reader alone buffers 20,000 records.
    private const int Readings = 100_800;

    [Fact]
    public async Task Stations_far_ahead_of_frames_are_paused_and_go_on_by_themselves_when_the_frames_stay_silent()
    {
        await using var bench = new AssimilatorBench();
        bench.Settings["Cycle:IdleTimeout"] = "00:00:03";
        bench.Settings["Cycle:MaxLead"] = "1.00:00:00";
        await bench.AppendAsync(Enumerable.Range(0, Readings).Select(minute => (minute, (TimeSpan?)null)), end: false);
        await bench.AppendAsync(bench.Topics.Readings, ProgressCodec.ToRecords(new("stations", null, true), 1));
        await bench.AppendAsync(bench.Topics.Frames, AssimilatorBench.Reading(0));
        var most = 0.0;
        bench.Analyst.Before = (_, _) => most = Math.Max(most, HeldAsync(bench).GetAwaiter().GetResult());
        await bench.StartAsync();

        // The frames topic holds one observation, and nobody says that nothing follows.
        await AssimilatorBench.UntilAsync(async () => (await bench.MetricsAsync()).Contains("slams_partitions_paused 1", StringComparison.Ordinal));
        Assert.Equal(0, bench.State.Cycles);
        await AssimilatorBench.UntilAsync(() => Task.FromResult(bench.State.Cycles >= Readings / 360));
        await bench.AppendAsync(bench.Topics.Frames, ProgressCodec.ToRecords(new("satellite", null, true), 1));
        await bench.State.Completed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.InRange(most, 1000, 30_000);
        Assert.Equal(Readings, (await bench.AnalysesAsync()).Sum(analysis => analysis.Provenance.InputCounts["reading.Assimilated"]));
    }

    private static async Task<double> HeldAsync(AssimilatorBench bench) => double.Parse(
        (await bench.MetricsAsync()).Split('\n').Single(line => line.StartsWith("slams_window_observations_in_memory ", StringComparison.Ordinal)).Split(' ')[1],
        CultureInfo.InvariantCulture);
}
