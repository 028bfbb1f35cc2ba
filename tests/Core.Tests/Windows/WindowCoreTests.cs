using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>Rules of the window core one by one, among them the known faults of other engines.</summary>
public sealed class WindowCoreTests
{
    private const int Hour = 60;

    [Fact]
    public void A_window_closes_when_the_watermark_has_passed_its_end_and_the_lateness()
    {
        var bench = new WindowBench(new WindowOptions
        {
            AllowedDisorder = TimeSpan.FromHours(1),
            Lateness = TimeSpan.FromHours(2),
            IdleTimeout = Timeout.InfiniteTimeSpan,
        }).Assign(1);
        bench.Feed(WindowBench.Item(0, 0, 0));
        bench.Feed(WindowBench.Item(0, 1, 6 * Hour));
        Assert.Empty(bench.Close());
        bench.Feed(WindowBench.Item(0, 2, (6 * Hour) + 1));
        var window = Assert.Single(bench.Close());
        Assert.Equal(WindowBench.Start, window.Cycle.Time);
        Assert.Equal([new Report(0, 0)], window.Items);
        Assert.Equal([new OffsetSpan(WindowBench.Partition(0), 0, 1)], window.Offsets);
    }

    [Fact]
    public void An_item_on_the_edge_is_in_the_earlier_window()
    {
        var bench = new WindowBench().Assign(1);
        bench.Run([WindowBench.Item(0, 0, 3 * Hour), WindowBench.Item(0, 1, (3 * Hour) + 1), WindowBench.Progress(0, 2, "", null, end: true)]);
        Assert.Equal([[3 * Hour], [(3 * Hour) + 1]], bench.Published.Select(window => window.Items.Select(item => item.Minutes)));
    }

    [Fact]
    public void Window_edges_do_not_move_with_the_first_record_or_a_restart()
    {
        foreach (var first in new[] { -170, 0, 10, 179 })
        {
            var bench = new WindowBench().Assign(1);
            bench.Run([WindowBench.Item(0, 0, first), WindowBench.Item(0, 1, 600)]);
            Assert.Equal(WindowBench.Start, bench.Published[0].Cycle.Time);
            bench.Run(bench.Restart([WindowBench.Item(0, 0, first), WindowBench.Item(0, 1, 600), WindowBench.Item(0, 2, 1000)], 1));
            Assert.Equal(WindowBench.Start.AddHours(6), bench.Published[1].Cycle.Time);
        }
    }

    [Fact]
    public void Gaps_give_empty_windows()
    {
        var bench = new WindowBench().Assign(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 24 * Hour), WindowBench.Progress(0, 2, "", null, end: true)]);
        Assert.Equal([1, 0, 0, 0, 1], bench.Published.Select(window => window.Items.Count));
    }

    [Fact]
    public void A_time_stamp_decades_off_does_not_cost_a_window_for_every_cycle_since()
    {
        var bench = new WindowBench(new WindowOptions { MaxEmptyRun = 5, IdleTimeout = Timeout.InfiniteTimeSpan }).Assign(1);
        var log = new[] { WindowBench.Item(0, 0, -20 * 365 * 24 * Hour), WindowBench.Item(0, 1, 0), WindowBench.Progress(0, 2, "", null, end: true) };
        bench.Run(log);
        Assert.Equal(7, bench.Published.Count);
        Assert.Equal((20 * 365 * 4) - 6, bench.Published[^1].SkippedBefore);

        // Nor does a restart in the middle of the gap begin to count anew.
        var broken = new WindowBench(bench.Options).Assign(1);
        broken.Run(log[..1]);
        broken.Feed(log[1]);
        for (var taken = 0; taken < 4; taken++)
        {
            Assert.True(broken.Core.TryClose(out var window));
            broken.Published.Add(window);
            broken.Accept(broken.Core.Checkpoint(window.Cycle));
        }

        broken.Run(broken.Restart(log, 1));
        Assert.Equal(bench.Published.Select(window => window.Cycle), broken.Published.Select(window => window.Cycle));
    }

    [Fact]
    public void The_slowest_partition_holds_the_watermark()
    {
        var bench = new WindowBench().Assign(2);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 48 * Hour)]);
        Assert.Null(bench.Core.Watermark);
        Assert.Empty(bench.Published);
        bench.Run([WindowBench.Item(1, 0, 5 * Hour)]);
        Assert.Equal(WindowBench.At(4 * Hour), bench.Core.Watermark);
        Assert.Single(bench.Published);
    }

    [Fact]
    public void One_far_future_time_stamp_closes_nothing_and_is_set_aside()
    {
        var bench = new WindowBench().Assign(1);
        var at = new SourceOffset(WindowBench.Partition(0), 1);
        bench.Feed(WindowBench.Item(0, 0, 0));
        Assert.Equal(AddOutcome.Rejected, bench.Core.Add(at, WindowBench.Start.AddYears(5), WindowBench.Start, new Report(1, 1)));
        Assert.Empty(bench.Close());
        Assert.Equal(AddOutcome.Windowed, bench.Feed(WindowBench.Item(0, 2, 1)));
        Assert.Equal(SetAsideReason.FutureTime, Assert.Single(bench.Core.Checkpoint(null).SetAside).Reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_time_that_no_window_can_hold_is_set_aside(string? time)
    {
        var bench = new WindowBench().Assign(1);
        DateTimeOffset? parsed = time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        var outcome = bench.Core.Add(new SourceOffset(WindowBench.Partition(0), 0), parsed, DateTimeOffset.MaxValue, default);
        Assert.Equal(AddOutcome.Rejected, outcome);
        Assert.Equal(SetAsideReason.NoTime, Assert.Single(bench.Core.Checkpoint(null).SetAside).Reason);
    }

    [Fact]
    public void Progress_ahead_of_its_arrival_is_cut()
    {
        var bench = new WindowBench().Assign(1);
        bench.Feed(WindowBench.Item(0, 0, 0, source: "a"));
        bench.Core.Progress(new SourceOffset(WindowBench.Partition(0), 1, "a"), DateTimeOffset.MaxValue, end: false, WindowBench.Start);
        Assert.Equal(WindowBench.At(10), bench.Core.Watermark);
    }

    [Fact]
    public void A_late_item_tells_how_late_it_is()
    {
        var bench = new WindowBench(new WindowOptions { AllowedDisorder = TimeSpan.Zero, IdleTimeout = Timeout.InfiniteTimeSpan }).Assign(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour), WindowBench.Item(0, 2, 1)]).Finish();
        var late = Assert.Single(bench.SetAside);
        Assert.Equal((SetAsideReason.Late, TimeSpan.FromHours(2), 2), (late.Reason, late.LateBy, late.Origin.Offset));
        Assert.Equal(WindowBench.Start, late.Cycle!.Value.Time);
    }

    [Fact]
    public void In_time_items_are_not_dropped_after_a_restart()
    {
        // The faster partition has moved on, the slower one has not: a watermark restored ahead of what is read again would
        // drop the slower one's items.
        var log = new[]
        {
            WindowBench.Item(0, 0, 0), WindowBench.Item(1, 0, 0, 1), WindowBench.Item(0, 1, 30 * Hour), WindowBench.Item(1, 1, 5 * Hour),
            WindowBench.Item(1, 2, 6 * Hour), WindowBench.Item(1, 3, 30 * Hour, 1),
        };
        var bench = new WindowBench().Assign(2);
        bench.Run(log[..4]);
        Assert.Single(bench.Published);
        bench.Run(bench.Restart(log, 2)).Finish();
        Assert.Empty(bench.SetAside);
        Assert.Equal([5 * Hour, 6 * Hour], bench.Published[1].Items.Select(item => item.Minutes));
    }

    [Fact]
    public void What_was_published_is_not_emitted_again()
    {
        var log = new[] { WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour), WindowBench.Item(0, 2, 30), WindowBench.Item(0, 3, 11 * Hour) };
        var bench = new WindowBench().Assign(1);
        bench.Run(log[..3]);
        Assert.Equal([0, 6], bench.Run(bench.Restart(log, 1)).Published.Select(window => (window.Cycle.Time - WindowBench.Start).TotalHours));
        Assert.Equal(2, bench.Published.Count);
    }

    [Fact]
    public void Only_what_open_windows_need_is_read_again()
    {
        var bench = new WindowBench().Assign(1);
        bench.Run(Enumerable.Range(0, 200).Select(index => WindowBench.Item(0, index, index * 10)));
        // 1990 minutes less an hour of disorder: the window ending at 27 h is closed, and its last item is at offset 162.
        Assert.Equal(163, bench.Committed(0));
    }

    [Fact]
    public void The_end_of_all_sources_closes_all_and_survives_a_restart()
    {
        var log = new[]
        {
            WindowBench.Item(0, 0, 0, source: "a"), WindowBench.Progress(0, 1, "a", 0), WindowBench.Progress(1, 0, "a", 0),
            WindowBench.Progress(0, 2, "a", null, end: true), WindowBench.Progress(1, 1, "a", null, end: true),
        };
        var bench = new WindowBench().Assign(2);
        bench.Run(log[..4]);
        Assert.Empty(bench.Published);
        bench.Run(bench.Restart(log, 2)).Finish();
        Assert.Single(bench.Published);
        Assert.Empty(bench.Run(bench.Restart(log, 2)).Close());
        Assert.Single(bench.Published);
    }

    [Fact]
    public void A_source_that_starts_after_the_end_of_another_is_in_time()
    {
        var bench = new WindowBench().Assign(2);
        bench.Run(
        [
            WindowBench.Progress(0, 0, "a", 0), WindowBench.Progress(1, 0, "a", 0), WindowBench.Item(0, 1, 0, source: "a"),
            WindowBench.Progress(0, 2, "a", null, end: true), WindowBench.Progress(1, 1, "a", null, end: true),
        ]);
        Assert.Single(bench.Published);

        // Its first progress is read in one partition only; the other must be waited for.
        bench.Run([WindowBench.Progress(0, 3, "b", 6 * Hour), WindowBench.Item(0, 4, 48 * Hour, source: "b")]);
        Assert.Single(bench.Published);
        Assert.Equal(AddOutcome.Windowed, bench.Feed(WindowBench.Item(1, 2, 7 * Hour, source: "b")));
    }

    [Fact]
    public void A_source_that_has_ended_does_not_pin_the_log()
    {
        var bench = new WindowBench().Assign(1);
        bench.Run([WindowBench.Item(0, 0, 0, source: "a"), WindowBench.Progress(0, 1, "a", null, end: true)]);
        bench.Run(Enumerable.Range(2, 300).Select(index => WindowBench.Item(0, index, index * 20, source: "b")));
        Assert.InRange(bench.Committed(0), 200, 302);
    }

    [Fact]
    public void Unattributed_items_do_not_hold_back_sources_that_announce_their_progress()
    {
        var bench = new WindowBench().Assign(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Progress(0, 1, "a", 0), WindowBench.Item(0, 2, 60), WindowBench.Progress(0, 3, "a", null, end: true)]);
        Assert.Equal(2, Assert.Single(bench.Published).Items.Count);
    }

    [Fact]
    public void Cycles_can_only_be_committed_in_order()
    {
        var bench = new WindowBench().Assign(1);
        bench.Feed(WindowBench.Item(0, 0, 0));
        bench.Feed(WindowBench.Item(0, 1, 24 * Hour));
        var closed = bench.Close();
        Assert.Throws<InvalidOperationException>(() => bench.Core.Checkpoint(closed[1].Cycle));
        Assert.Equal(closed[0].Cycle.Index, bench.Core.Checkpoint(closed[0].Cycle).Resume!.LastPublished);
    }

    [Fact]
    public void Options_that_make_no_sense_are_named()
    {
        Assert.Contains("Lateness", Assert.Throws<ArgumentException>(() => new WindowOptions { Lateness = TimeSpan.FromSeconds(-1) }.Validate()).Message, StringComparison.Ordinal);
        Assert.Contains("IdleTimeout", Assert.Throws<ArgumentException>(() => new WindowOptions { IdleTimeout = TimeSpan.Zero }.Validate()).Message, StringComparison.Ordinal);
    }
}
