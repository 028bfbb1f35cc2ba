using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>What a restart must not change although the clock has gone on.</summary>
public sealed class RestartTests
{
    private const int Hour = 60;

    [Fact]
    public void A_time_stamp_too_far_ahead_stays_rejected_when_a_restart_reads_it_later()
    {
        var bench = new WindowBench().Assign(1);
        bench.Feed(WindowBench.Item(0, 0, 4 * Hour));
        bench.Feed(WindowBench.Item(0, 1, -Hour));
        var ahead = new SourceOffset(WindowBench.Partition(0), 2);
        Assert.Equal(AddOutcome.Rejected, bench.Core.Add(ahead, WindowBench.At(6 * Hour), WindowBench.At(5 * Hour), new Report(6 * Hour, 9)));
        bench.Feed(WindowBench.Item(0, 3, 5 * Hour));
        bench.Publish();
        Assert.Equal(SetAsideReason.FutureTime, Assert.Single(bench.SetAside).Reason);
        Assert.Equal(0, bench.Committed(0));

        bench.Restart([], 1);
        bench.Feed(WindowBench.Item(0, 0, 4 * Hour));
        bench.Feed(WindowBench.Item(0, 1, -Hour));
        Assert.Equal(AddOutcome.AlreadyHandled, bench.Core.Add(ahead, WindowBench.At(6 * Hour), WindowBench.Arrival, new Report(6 * Hour, 9)));
        bench.Run([WindowBench.Item(0, 3, 5 * Hour), WindowBench.Item(0, 4, 30 * Hour), WindowBench.Item(0, 5, 60 * Hour)]);

        Assert.DoesNotContain(bench.Published, window => window.Items.Contains(new Report(6 * Hour, 9)));
        Assert.Single(bench.SetAside);
        Assert.Empty(bench.Resume!.Rejected!);
    }

    [Fact]
    public void A_source_whose_clock_is_wrong_all_the_time_is_remembered_as_one_run_of_records()
    {
        var bench = new WindowBench().Assign(1);
        bench.Feed(WindowBench.Item(0, 0, 0));
        AddAhead(1, 20_000, AddOutcome.Rejected);
        bench.Accept(bench.Core.Checkpoint(null));
        AddAhead(20_001, 20_000, AddOutcome.Rejected);
        bench.Feed(WindowBench.Item(0, 40_001, 1));
        AddAhead(40_002, 1, AddOutcome.Rejected);
        bench.Accept(bench.Core.Checkpoint(null));
        Assert.Equal(
            [new OffsetSpan(WindowBench.Partition(0), 1, 40_001), new OffsetSpan(WindowBench.Partition(0), 40_002, 40_003)], bench.Resume!.Rejected!);

        bench.Restart([], 1);
        bench.Feed(WindowBench.Item(0, 0, 0));
        AddAhead(1, 40_000, AddOutcome.AlreadyHandled);
        Assert.Equal(AddOutcome.Windowed, bench.Feed(WindowBench.Item(0, 40_001, 1)));
        AddAhead(40_002, 1, AddOutcome.AlreadyHandled);

        void AddAhead(long first, int count, AddOutcome expected)
        {
            var arrival = expected == AddOutcome.Rejected ? WindowBench.At(5 * Hour) : WindowBench.Arrival;
            for (var offset = first; offset < first + count; offset++)
            {
                Assert.Equal(expected, bench.Core.Add(new SourceOffset(WindowBench.Partition(0), offset), WindowBench.At(8 * Hour), arrival, new Report(8 * Hour, 9)));
            }
        }
    }

    [Fact]
    public void A_late_item_read_before_the_watermark_is_known_again_is_not_late_by_an_absurd_time()
    {
        var log = new[] { WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 5 * Hour) };
        var bench = new WindowBench().Assign(1).Run(log);
        // A second partition has not been heard of since the restart: nothing is known of the watermark.
        bench.Restart(log, 2);
        bench.Feed(WindowBench.Item(0, 2, 1));
        Assert.Equal(TimeSpan.Zero, Assert.Single(bench.Core.Checkpoint(null).SetAside).LateBy);
    }
}
