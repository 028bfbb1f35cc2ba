using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>Rules of the window core about sources that say nothing, and about clocks that somebody sets.</summary>
public sealed class SilenceTests
{
    private const int Hour = 60;

    [Fact]
    public void An_idle_partition_stops_holding_the_watermark_and_comes_back_without_moving_it_back()
    {
        var bench = new WindowBench(new WindowOptions { IdleTimeout = TimeSpan.FromMinutes(5), AllowedDisorder = TimeSpan.Zero }).Assign(2);
        bench.Feed(WindowBench.Item(1, 0, 0));
        bench.Feed(WindowBench.Item(0, 0, 24 * Hour));
        Assert.Empty(bench.Close());

        bench.Advance(TimeSpan.FromMinutes(4));
        bench.Feed(WindowBench.Item(0, 1, 24 * Hour, 1));
        Assert.Empty(bench.Close());
        bench.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(4, bench.Close().Count);

        var reached = bench.Core.Watermark;
        Assert.Equal(AddOutcome.Late, bench.Feed(WindowBench.Item(1, 1, 6 * Hour)));
        Assert.Equal(AddOutcome.Windowed, bench.Feed(WindowBench.Item(1, 2, 22 * Hour)));
        Assert.Equal(reached, bench.Core.Watermark);
    }

    [Fact]
    public void Silence_says_nothing_while_reading_is_behind()
    {
        // After an analysis of an hour the records of all partitions still wait in the buffer.
        var bench = new WindowBench(new WindowOptions { IdleTimeout = TimeSpan.FromMinutes(5), AllowedDisorder = TimeSpan.Zero }).Assign(2);
        bench.Feed(WindowBench.Item(1, 0, 0));
        bench.Feed(WindowBench.Item(0, 0, 24 * Hour));
        bench.Advance(TimeSpan.FromHours(1), behind: true);
        Assert.Empty(bench.Close());
        Assert.Equal(AddOutcome.Windowed, bench.Feed(WindowBench.Item(1, 1, Hour)));
    }

    [Fact]
    public void A_clock_that_jumps_back_makes_no_source_idle_and_does_not_block_the_timeout()
    {
        var bench = new WindowBench(new WindowOptions { IdleTimeout = TimeSpan.FromMinutes(5), AllowedDisorder = TimeSpan.Zero }).Assign(2);
        bench.Feed(WindowBench.Item(0, 0, 0));
        bench.Feed(WindowBench.Item(0, 1, 24 * Hour));
        bench.Advance(TimeSpan.FromMinutes(1), setBy: TimeSpan.FromDays(-10));
        Assert.Empty(bench.Close());
        bench.Advance(TimeSpan.FromMinutes(6), setBy: TimeSpan.FromDays(-10));
        Assert.Equal(4, bench.Close().Count);
    }

    [Fact]
    public void A_clock_that_jumps_forward_makes_no_source_idle_and_the_lagging_one_is_still_waited_for()
    {
        var bench = new WindowBench(new WindowOptions { IdleTimeout = TimeSpan.FromMinutes(5), AllowedDisorder = TimeSpan.Zero }).Assign(2);
        bench.Feed(WindowBench.Item(1, 0, 0));
        bench.Feed(WindowBench.Item(0, 0, 24 * Hour));
        bench.Advance(TimeSpan.FromMinutes(4), setBy: TimeSpan.FromMinutes(6));
        Assert.Empty(bench.Close());
        Assert.Equal(AddOutcome.Windowed, bench.Feed(WindowBench.Item(1, 1, Hour)));
        bench.Advance(TimeSpan.FromMinutes(10), setBy: TimeSpan.FromMinutes(6));
        Assert.Equal(4, bench.Close().Count);
    }

    [Fact]
    public void Live_cycles_go_on_by_the_clock_when_all_is_silent()
    {
        var options = new WindowOptions { AllowedDisorder = TimeSpan.Zero, IdleTimeout = TimeSpan.FromMinutes(5), CloseByClock = true };
        var bench = new WindowBench(options);
        bench.Core.Assign(WindowBench.Partition(0), WindowBench.Start);
        bench.Core.Add(new SourceOffset(WindowBench.Partition(0), 0), WindowBench.Start, WindowBench.Start, new Report(0, 0));
        bench.Core.Advance(WindowBench.At(2 * Hour), TimeSpan.FromHours(2), behind: false);
        Assert.Empty(bench.Close());
        bench.Core.Advance(WindowBench.At(16 * Hour), TimeSpan.FromHours(16), behind: false);
        Assert.Equal([1, 0, 0], bench.Close().Select(window => window.Items.Count));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public void A_clock_that_was_set_closes_no_cycle_of_a_time_that_has_not_come(int days)
    {
        var options = new WindowOptions { AllowedDisorder = TimeSpan.Zero, IdleTimeout = TimeSpan.FromMinutes(5), CloseByClock = true };
        var bench = new WindowBench(options);
        bench.Core.Assign(WindowBench.Partition(0), WindowBench.Start);
        bench.Core.Add(new SourceOffset(WindowBench.Partition(0), 0), WindowBench.Start, WindowBench.Start, new Report(0, 0));
        bench.Core.Advance(WindowBench.Start.AddDays(days), TimeSpan.FromHours(2), behind: false);
        Assert.Empty(bench.Close());
        Assert.Equal(AddOutcome.Windowed, bench.Feed(WindowBench.Item(0, 1, 2 * Hour)));

        // By a clock that is ahead the cycles go on in step with the time that passes; by one that is behind they wait.
        bench.Core.Advance(WindowBench.Start.AddDays(days).AddHours(16), TimeSpan.FromHours(16), behind: false);
        Assert.Equal(days > 0 ? [2, 0, 0] : [], bench.Close().Select(window => window.Items.Count));
        bench.Core.Advance(WindowBench.At(16 * Hour), TimeSpan.FromHours(16), behind: false);
        Assert.Equal(days > 0 ? [] : [2, 0, 0], bench.Close().Select(window => window.Items.Count));
    }
}
