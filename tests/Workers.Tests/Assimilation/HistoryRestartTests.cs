using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.EndToEnd.Tests.Support;
using Slams.Hosting.Configuration;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>What is known of stations passes from cycle to cycle in the carried state alone, which a start reads from the log.</summary>
public sealed class HistoryRestartTests
{
    private const int Cycles = 4;

    [Fact]
    public async Task A_restart_in_the_middle_of_a_station_s_history_gives_the_bytes_of_an_unbroken_run()
    {
        await using var unbroken = Bench();
        await AppendAsync(unbroken, 0, Cycles);
        await unbroken.EndAsync();
        await unbroken.RunAsync();
        await using var broken = Bench();
        await AppendAsync(broken, 0, 3);
        await broken.AppendAsync(broken.Topics.Frames, ProgressCodec.ToRecords(new("satellite", null, true), 1));
        await broken.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(broken.State.Cycles == 2));
        await broken.StopAsync();
        await AppendAsync(broken, 3, Cycles);
        await broken.AppendAsync(broken.Topics.Readings, ProgressCodec.ToRecords(new("stations", null, true), 1));
        await broken.RunAsync();

        var flags = (await unbroken.AnalysesAsync()).Select(analysis => analysis.Departures.Single(d => d.StationId == "hot").Flag).ToList();
        // Cold, then far from the background, then with enough of a history, of which the restart has seen no more than what was carried.
        Assert.Equal((QualityFlag.FirstGuessDeparture, QualityFlag.History), (flags[1], flags[^1]));
        Assert.NotEqual(QualityFlag.History, flags[2]);
        Assert.Equal(await BytesAsync(unbroken), await BytesAsync(broken));
        Assert.Equal(await LastStateAsync(unbroken), await LastStateAsync(broken));
    }

    private static AssimilatorBench Bench() => new()
    {
        Settings = { ["Assimilator:Members"] = "2" },
        Analysts = new LatentAnalystFactory(
            Options.Create(new AssimilatorOptions { ModelFolder = Path.Combine(Repository.Root, "models", "slams-t30"), Members = 2 }),
            Options.Create(new AnalystOptions
            {
                Steps = 1,
                GuidedStationShare = 0,
                HistoryHalfLifeCycles = 5,
                HistoryMinimumCycles = 2,
                HistoryBiasCorrection = true,
                HistoryErrorInflation = true,
            }),
            Options.Create(new CycleOptions()), NullLogger<LatentAnalystFactory>.Instance, TimeProvider.System),
    };

    private static Task AppendAsync(AssimilatorBench bench, int from, int to) => bench.AppendAsync(
        bench.Topics.Readings,
        [
            .. Enumerable.Range(from, to - from).SelectMany(cycle => new[] { ("hot", 10.0, 325.0), ("mild", -30, 299 + (cycle % 3)), ("cool", 40, 274 - cycle) }.Select(of =>
                ReadingCodec.ToRecord(
                    new StationReading
                    {
                        StationId = of.Item1, Time = AssimilatorBench.Start.AddHours(6 * cycle), LatitudeDegrees = of.Item2, LongitudeDegrees = 20, AirTemperatureK = of.Item3,
                    },
                    "stations"))),
        ]);

    private static async Task<List<string>> BytesAsync(AssimilatorBench bench) =>
        [.. (await bench.ScanAsync(bench.Topics.Analyses)).Select(record => $"{record.Key} {Convert.ToHexString(record.Value.Span)}")];

    private static async Task<byte[]> LastStateAsync(AssimilatorBench bench) =>
        CycleStateCodec.FromRecord((await bench.ScanAsync(bench.Topics.CycleState))[^1]).State.Bytes.ToArray();
}
