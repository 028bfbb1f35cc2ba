using FsCheck;
using FsCheck.Xunit;
using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

public sealed class WindowCoreProperties
{
    [Property(MaxTest = 300)]
    public void Any_order_within_the_allowed_disorder_gives_the_same_windows(byte[] draws, int first, int second)
    {
        var reports = Logs.Reports(draws);
        var one = Logs.Bench().Run(Logs.Read(Logs.WithinDisorder(reports, first), second)).Finish();
        var other = Logs.Bench().Run(Logs.Read(reports.Order(), first)).Finish();
        Assert.Empty(one.SetAside);
        Assert.Equal(other.Outputs(), one.Outputs());
    }

    [Property(MaxTest = 300)]
    public void Batches_of_any_size_give_the_same_windows(byte[] draws, int seed, PositiveInt size)
    {
        var log = Logs.Read(Logs.Reports(draws), seed);
        var one = Logs.Bench().Run(log).Finish();
        var other = Logs.Bench();
        foreach (var batch in log.Chunk(size.Get))
        {
            Array.ForEach(batch, entry => other.Feed(entry));
            other.Publish();
        }

        Assert.Equal(one.Outputs(), other.Finish().Outputs());
    }

    [Property(MaxTest = 300)]
    public void Every_item_has_one_outcome_and_is_in_at_most_one_window(byte[] draws, int seed)
    {
        // In the order drawn: much of it late, and with copies.
        var log = Logs.Read(Logs.Reports(draws), seed);
        var bench = Logs.Bench();
        bench.Run(log).Finish();
        var counts = bench.Core.Counts;
        var windowed = bench.Published.SelectMany(window => window.Items).ToArray();
        Assert.Equal(log.Count(entry => entry.Report is not null), counts.Added);
        Assert.Equal(windowed.Length, counts.Windowed);
        Assert.Equal(windowed.Length, windowed.Distinct().Count());
        Assert.Equal(bench.SetAside.Count, counts.Late + counts.Rejected);
        Assert.Equal(bench.Published.Sum(window => window.Duplicates), counts.Duplicate);
        Assert.All(bench.Published, window => Assert.All(window.Items, item => Assert.True(window.Cycle.Contains(WindowBench.At(item.Minutes)))));
    }

    [Property(MaxTest = 300)]
    public void Cycles_follow_each_other_without_gap_or_repetition(byte[] draws, int seed)
    {
        var bench = Logs.Bench();
        bench.Run(Logs.Read(Logs.Reports(draws), seed)).Finish();
        var indices = bench.Published.Select(window => window.Cycle.Index).ToArray();
        Assert.Equal(Enumerable.Range(0, indices.Length).Select(step => indices[0] + step), indices);
        Assert.True(indices.Length == 0 || bench.Published[^1].Items.Count > 0);
    }

    [Property(MaxTest = 300)]
    public void The_watermark_never_moves_back(byte[] draws, bool[] pauses, int seed)
    {
        var options = new WindowOptions { IdleTimeout = TimeSpan.FromMinutes(1), CloseByClock = false };
        var bench = new WindowBench(options).Assign(Logs.Partitions);
        var (last, elapsed) = (DateTimeOffset.MinValue, TimeSpan.Zero);
        foreach (var (entry, index) in Logs.Read(Logs.Reports(draws), seed).Select((entry, index) => (entry, index)))
        {
            bench.Feed(entry);
            elapsed += index < pauses.Length && pauses[index] ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(1);
            bench.Advance(elapsed);
            Assert.True((bench.Core.Watermark ?? last) >= last);
            last = bench.Core.Watermark ?? last;
            bench.Publish();
        }
    }

    [Property(MaxTest = 300)]
    public void Whatever_the_clock_is_set_to_the_same_windows_close_at_the_same_item(byte[] draws, bool[] pauses, int[] settings, int seed)
    {
        string Read(Func<int, TimeSpan> setBy)
        {
            var bench = new WindowBench(new WindowOptions { IdleTimeout = TimeSpan.FromMinutes(1) }).Assign(Logs.Partitions);
            var (elapsed, reached) = (TimeSpan.Zero, new List<(DateTimeOffset?, int)>());
            foreach (var (entry, index) in Logs.Read(Logs.Reports(draws), seed).Select((entry, index) => (entry, index)))
            {
                bench.Feed(entry);
                elapsed += index < pauses.Length && pauses[index] ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(1);
                bench.Advance(elapsed, setBy: setBy(index));
                bench.Publish();
                reached.Add((bench.Core.Watermark, bench.Published.Count));
            }

            return string.Join(' ', reached) + bench.Finish().Outputs();
        }

        Assert.Equal(Read(_ => TimeSpan.Zero), Read(index => TimeSpan.FromMinutes(settings.Length == 0 ? 6 : settings[index % settings.Length] % 100_000)));
    }

    [Property(MaxTest = 300)]
    public void By_the_clock_no_cycle_closes_whose_time_has_not_come_whatever_the_clock_is_set_to(bool[] pauses, int[] settings)
    {
        var bench = new WindowBench(new WindowOptions { IdleTimeout = TimeSpan.FromMinutes(1), CloseByClock = true }).Assign(1);
        bench.Core.Add(new SourceOffset(WindowBench.Partition(0), 0), WindowBench.Arrival, WindowBench.Arrival, new Report(0, 0));
        var elapsed = TimeSpan.Zero;
        foreach (var (set, index) in settings.Select((set, index) => (set, index)))
        {
            elapsed += index < pauses.Length && pauses[index] ? TimeSpan.FromHours(5) : TimeSpan.FromSeconds(1);
            bench.Advance(elapsed, setBy: TimeSpan.FromMinutes(set % 100_000));
            bench.Publish();
            Assert.True(bench.Core.Watermark <= WindowBench.Arrival + elapsed);
            Assert.All(bench.Published, window => Assert.True(window.Cycle.WindowEnd <= WindowBench.Arrival + elapsed));
        }
    }

    [Property(MaxTest = 500)]
    public void A_crash_after_any_prefix_changes_nothing(byte[] draws, int seed, NonNegativeInt where, bool beforeCommit)
    {
        var log = Logs.Read(Logs.WithinDisorder(Logs.Reports(draws), seed), seed);
        AssertCrashChangesNothing(log, Logs.Partitions, where.Get, beforeCommit);
    }

    [Property(MaxTest = 500)]
    public void A_crash_changes_nothing_for_late_items_of_one_partition_either(byte[] draws, int seed, NonNegativeInt where, bool beforeCommit)
    {
        var log = Logs.Read(Logs.Reports(draws), seed, partitions: 1);
        AssertCrashChangesNothing(log, 1, where.Get, beforeCommit);
    }

    [Property(MaxTest = 300)]
    public void With_late_items_in_several_partitions_a_crash_neither_loses_nor_doubles_any(byte[] draws, int seed, NonNegativeInt where)
    {
        var log = Logs.Read(Logs.Reports(draws), seed);
        var bench = Crashed(log, Logs.Partitions, where.Get, beforeCommit: true);
        var expected = log.Select(entry => entry.Report).OfType<Report>().Distinct().Order();
        var windowed = bench.Published.SelectMany(window => window.Items).ToArray();
        Assert.Equal(windowed.Length, windowed.Distinct().Count());
        Assert.Equal(bench.SetAside.Count, bench.SetAside.Select(item => item.Origin).Distinct().Count());
        Assert.Equal(expected, windowed.Concat(bench.SetAside.Select(item => item.Item)).Distinct().Order());
    }

    [Property(MaxTest = 500)]
    public void Commits_between_cycles_change_nothing_with_or_without_a_crash(byte[] draws, int seed, NonNegativeInt where, byte every)
    {
        var log = Logs.Read(Logs.Reports(draws), seed, partitions: 1);
        var unbroken = Logs.Bench(1).Run(log).Finish();
        var flushed = Logs.Bench(1);
        flushed.RunFlushing(log[..(where.Get % (log.Length + 1))], 1 + (every % 5));
        Assert.Equal(unbroken.Outputs(), flushed.RunFlushing(flushed.Restart(log, 1), 1 + (every % 3)).Finish().Outputs());
    }

    private static void AssertCrashChangesNothing(LogEntry[] log, int partitions, int where, bool beforeCommit)
    {
        var unbroken = Logs.Bench(partitions).Run(log).Finish();
        Assert.Equal(unbroken.Outputs(), Crashed(log, partitions, where, beforeCommit).Outputs());
    }

    private static WindowBench Crashed(LogEntry[] log, int partitions, int where, bool beforeCommit)
    {
        var bench = Logs.Bench(partitions);
        var prefix = log.Length == 0 ? 0 : where % (log.Length + 1);
        bench.Run(log[..Math.Max(0, prefix - 1)]);
        if (prefix > 0)
        {
            bench.Feed(log[prefix - 1]);
            if (beforeCommit)
            {
                // The windows are taken and analysed, and then the process dies.
                bench.Close();
            }
            else
            {
                bench.Publish();
            }
        }

        return bench.Run(bench.Restart(log, partitions)).Finish();
    }
}
