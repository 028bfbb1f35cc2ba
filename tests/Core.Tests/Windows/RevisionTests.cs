using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>Rules of revisions one by one. The bound is eight hours, the disorder one.</summary>
public sealed class RevisionTests
{
    private const int Hour = 60;

    [Fact]
    public void What_comes_within_the_bound_is_added_when_the_bound_has_passed()
    {
        var bench = Stragglers.Bench(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour), WindowBench.Item(0, 2, Hour), WindowBench.Item(0, 3, 12 * Hour)]);
        Assert.Equal([(0, 1), (0, 1)], bench.Published.Select(window => (window.Revision, window.Items.Count)));
        Assert.Equal(1, bench.Core.Counts.Held);

        bench.Run([WindowBench.Item(0, 4, (12 * Hour) + 1)]);

        var revision = bench.Published[^1];
        Assert.Equal((WindowBench.Start, 1), (revision.Cycle.Time, revision.Revision));
        Assert.Equal([new Report(0, 0), new Report(Hour, 0)], revision.Items);
        Assert.Equal([new Report(Hour, 0)], revision.Added);
        Assert.Equal([new OffsetSpan(WindowBench.Partition(0), 0, 3)], revision.Offsets);
    }

    [Fact]
    public void What_comes_past_the_bound_is_late_and_tells_how_late()
    {
        var bench = Stragglers.Bench(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 13 * Hour), WindowBench.Item(0, 2, Hour)]).Finish();
        var late = Assert.Single(bench.SetAside);
        Assert.Equal((SetAsideReason.Late, TimeSpan.FromHours(9)), (late.Reason, late.LateBy));
        Assert.DoesNotContain(bench.Published, window => window.Revision > 0);
    }

    [Fact]
    public void Before_the_first_cycle_nothing_is_revised_and_what_is_late_need_not_wait_for_it()
    {
        var log = new[] { WindowBench.Item(0, 0, 20 * Hour), WindowBench.Item(0, 1, 15 * Hour), WindowBench.Item(0, 2, 2 * Hour) };
        var bench = Stragglers.Bench(1).RunFlushing(log, every: 3);
        // The second within the bound, the third past it.
        Assert.Equal([1, 2], bench.SetAside.Select(late => late.Origin.Offset).Order());
        Assert.Equal((0, 0), (bench.Core.Counts.Held, bench.Core.SetAside));

        var flood = Stragglers.Bench(1);
        Assert.Equal([AddOutcome.Windowed, AddOutcome.Late, AddOutcome.Late], log.Select(entry => flood.Feed(entry)!.Value));

        var again = bench.Restart(log, 1).ToArray();
        Assert.Equal([AddOutcome.Windowed, AddOutcome.AlreadyHandled, AddOutcome.AlreadyHandled], again.Select(entry => bench.Feed(entry)!.Value));
        bench.Run([WindowBench.Item(0, 3, 26 * Hour)]).Finish();
        Assert.Equal([log[0].Report!.Value], Assert.Single(bench.Published).Items);
        Assert.Equal(2, bench.SetAside.Count);
    }

    [Fact]
    public void What_may_not_be_revised_is_late_at_once()
    {
        var bench = Stragglers.Bench(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour), WindowBench.Item(0, 2, Hour, late: LateHandling.SetAside)]).Finish();
        Assert.Equal(2, Assert.Single(bench.SetAside).Origin.Offset);
        Assert.Equal(0, bench.Core.Counts.Held);
    }

    [Fact]
    public void A_straggler_is_not_in_the_first_analysis_even_if_the_window_is_open()
    {
        var bench = Stragglers.Bench(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 1, late: LateHandling.Straggler), WindowBench.Item(0, 2, 30 * Hour)]);
        Assert.Equal([(0, 1), (0, 0), (1, 2), (0, 0), (0, 0), (0, 0)], bench.Published.Select(window => (window.Revision, window.Items.Count)));
    }

    [Fact]
    public void Copies_of_what_was_analysed_make_no_revision()
    {
        var bench = Stragglers.Bench(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour), WindowBench.Item(0, 2, 0), WindowBench.Item(0, 3, 30 * Hour)]);
        Assert.DoesNotContain(bench.Published, window => window.Revision > 0);
        Assert.Equal((1, 0), (bench.Core.Counts.Duplicate, bench.Core.Counts.Held));
    }

    [Fact]
    public void Without_a_bound_nothing_is_revised()
    {
        var bench = new WindowBench().Assign(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour), WindowBench.Item(0, 2, Hour, late: LateHandling.Straggler)]).Finish();
        Assert.Single(bench.SetAside);
        Assert.Empty(bench.Resume!.Revisable!);
    }

    [Fact]
    public void The_log_is_pinned_for_as_long_as_the_bound_and_no_longer()
    {
        var bench = Stragglers.Bench(1);
        bench.Run(Enumerable.Range(0, 400).Select(index => WindowBench.Item(0, index, index * 10)));
        // At 3990 minutes, less an hour of disorder and eight of the bound, the window ending at 57 h has passed its bound and
        // leaves with the next publication; its first item is at 51 h.
        Assert.InRange(bench.Committed(0), 306, 343);
        Assert.InRange(bench.Resume!.Revisable!.Count, 1, 3);
    }

    [Fact]
    public void The_end_of_all_sources_publishes_what_is_held()
    {
        var bench = Stragglers.Bench(1);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour), WindowBench.Item(0, 2, 1), WindowBench.Progress(0, 3, "", null, end: true)]);
        Assert.Equal([(0, 0), (6, 0), (0, 1)], bench.Published.Select(window => ((int)(window.Cycle.Time - WindowBench.Start).TotalHours, window.Revision)));
    }
}
