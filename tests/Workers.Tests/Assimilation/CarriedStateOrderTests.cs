using Slams.Assimilator;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Windows;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>
/// Brokers that make topics by themselves give them several partitions, also that of the carried states, and partitions are read in any order. A
/// start that goes on from another state than the newest analyses a cycle once more, of whose observations the log gives no more than a part.
/// </summary>
public sealed class CarriedStateOrderTests
{
    private const int Partitions = 4;
    private static readonly (int, TimeSpan?)[] Readings = [(0, null), (360, null), (720, null), (1080, null), (1440, null), (1800, null), (2160, null)];

    /// <summary>By their keys the states of the first three cycles and of the fifth share a partition, and that of the fourth is in a later one.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_restart_goes_on_from_the_newest_state_whatever_partitions_the_topic_has(int before)
    {
        await using var unbroken = new AssimilatorBench();
        await unbroken.AppendAsync(Readings);
        await unbroken.RunAsync();
        await using var bench = new AssimilatorBench();
        await bench.Log.EnsureTopicAsync(bench.Topics.CycleState, Partitions, TestContext.Current.CancellationToken);
        await bench.AppendAsync(bench.Topics.Frames, ProgressCodec.ToRecords(new("satellite", null, true), 1));
        await bench.AppendAsync(Readings[..(before + 1)], end: false);
        await bench.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(bench.State.Cycles == before));
        await bench.StopAsync();

        await bench.AppendAsync(Readings[(before + 1)..], end: false);
        await bench.AppendAsync(bench.Topics.Readings, ProgressCodec.ToRecords(new("stations", null, true), 1));
        await bench.RunAsync();

        Assert.Equal(await BytesAsync(unbroken), await BytesAsync(bench));
        Assert.All(await bench.ScanAsync(bench.Topics.CycleState), state => Assert.Equal(0, state.Partition));
    }

    [Fact]
    public void States_of_earlier_versions_in_several_partitions_are_read_in_any_order()
    {
        var schedule = CycleSchedule.SixHourly;
        var first = schedule.CycleAt(AssimilatorBench.Start).Index;
        // Of each cycle the state with where to go on; after the last, once more with what was written out between two cycles.
        (CycleState State, WindowResume Resume)[] stored =
        [
            .. Enumerable.Range(0, 5).Select(cycle => (State(cycle), new WindowResume(first + cycle, Handled(10 * cycle)))),
            (State(4), new WindowResume(first + 4, Handled(47))),
        ];
        for (var turn = 0; turn < stored.Length; turn++)
        {
            var history = new CycleHistory(cycles: 2, revisable: 1);
            foreach (var (state, resume) in stored.Skip(turn).Concat(stored.Take(turn)))
            {
                history.Add(state, resume);
            }

            Assert.Equal((first + 4, 47), (history.Resume!.LastPublished, history.Resume.Handled[0].Offset));
            Assert.Equal(first + 4, history.Last!.Cycle.Index);
            Assert.Equal([first + 3, first + 4], history.Before(schedule.At(first + 5)).Select(state => state.Cycle.Index));
        }

        CycleState State(int cycle) => new(schedule.At(first + cycle), "hash", new byte[] { 1 });
        static PartitionOffset[] Handled(long offset) => [new(new SourcePartition("test.readings", 0), offset)];
    }

    private static async Task<List<string>> BytesAsync(AssimilatorBench bench) =>
        [.. (await bench.ScanAsync(bench.Topics.Analyses)).Select(record => $"{record.Key} {Convert.ToHexString(record.Value.Span)}")];
}
