using Slams.Core.Analyses;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>A message that cannot be read, in each topic that the assimilator and ingest have to do with: none stops the stream.</summary>
public sealed class PoisonTests
{
    private static readonly (int, TimeSpan?)[] Readings = [(0, null), (360, null)];

    [Theory]
    [InlineData("reading")]
    [InlineData("frame")]
    [InlineData("progress")]
    [InlineData("analysis")]
    [InlineData("no such kind")]
    public async Task Among_readings_it_goes_to_the_dead_letters_once(string kind)
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(bench.Topics.Readings, Poison(kind));
        await bench.AppendAsync(Readings);

        await bench.RunAsync();

        await AssertDeadLetterAsync(bench, "test.readings/0");
        Assert.Equal(2, (await bench.AnalysesAsync()).Count);
        Assert.Contains("slams_dead_letters_total{source=\"log\",reason=\"message\"} 1", await bench.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Among_frames_it_goes_to_the_dead_letters_once()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(bench.Topics.Frames, Poison("frame"));
        await bench.AppendAsync(Readings);

        await bench.RunAsync();

        await AssertDeadLetterAsync(bench, "test.frames/0");
        Assert.Equal(2, (await bench.AnalysesAsync()).Count);
    }

    [Fact]
    public async Task Among_carried_states_it_goes_to_the_dead_letters_once_however_often_the_topic_is_read()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(bench.Topics.CycleState, Poison("cycle-state"));
        await bench.AppendAsync(Readings);

        await bench.RunAsync();
        await bench.StopAsync();
        await bench.RunAsync();

        await AssertDeadLetterAsync(bench, "test.cycle-state/0");
        Assert.Equal(2, (await bench.AnalysesAsync()).Count);
    }

    [Fact]
    public async Task A_cycle_whose_state_is_damaged_is_not_analysed_again_without_its_observations()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync(Readings, end: false);
        await bench.AppendAsync(bench.Topics.Frames, ProgressCodec.ToRecords(new Progress("satellite", null, true), 1));
        await bench.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(bench.State.Cycles == 1));
        await bench.StopAsync();
        // The newest state of the cycle, as a damaged disk might give it back.
        await bench.AppendAsync(bench.Topics.CycleState, Poison("cycle-state") with { Key = "19870112T0000Z" });

        await bench.EndAsync();
        await bench.RunAsync();

        Assert.Equal(["19870112T0000Z", "19870112T0600Z"], (await bench.AnalysesAsync()).Select(analysis => analysis.Cycle.Key));
        // The state before was not damaged, but it is no longer the newest of its cycle.
        Analysis second = (await bench.AnalysesAsync())[1];
        Assert.Equal(0, second.MeanK[2]);
    }

    [Theory]
    [InlineData("late")]
    [InlineData("dead-letters")]
    [InlineData("analyses")]
    public async Task Among_what_it_only_writes_it_stops_nothing(string topic)
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync("test." + topic, Poison("late"), Poison("dead-letter"));
        // Something for the dead letters, too, which has to be told from the poison there.
        await bench.AppendAsync(bench.Topics.CycleState, Poison("cycle-state"));
        await bench.AppendAsync([(0, null), (780, null), (1, null)]);

        await bench.RunAsync();

        Assert.Equal(1, bench.State.Late);
        Assert.Single(await bench.ScanAsync(bench.Topics.CycleState), record => record.Key == "19870112T0000Z");
    }

    private static LogRecord Poison(string kind) => new("poison", "\u0001 not a message \uFFFF"u8.ToArray(), AssimilatorBench.Start)
    {
        Headers = new Dictionary<string, string> { [RecordHeaders.Kind] = kind },
    };

    private static async Task AssertDeadLetterAsync(AssimilatorBench bench, string source)
    {
        var letter = Assert.Single(await bench.DeadLettersAsync());
        Assert.Equal((source, 0), (letter.Source, letter.Record));
        Assert.NotEqual("", letter.Reason);
        Assert.Equal("\u0001 not a message \uFFFF"u8.ToArray(), letter.Raw.ToArray());
    }
}
