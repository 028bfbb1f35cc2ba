using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>One source runs far ahead of another: what is held stays bounded, and nothing waits for ever.</summary>
public sealed class LeadLimitTests
{
    private const int Hour = 60;
    private static readonly DateTimeOffset Now = WindowBench.Arrival;
    private static readonly WindowOptions Options = new()
    {
        AllowedDisorder = TimeSpan.FromHours(1),
        IdleTimeout = TimeSpan.FromMinutes(5),
        MaxLead = TimeSpan.FromHours(12),
    };

    [Fact]
    public void A_partition_is_paused_beyond_the_lead_and_goes_on_when_the_other_has_caught_up()
    {
        var bench = new WindowBench(Options).Assign(2);
        bench.Run([WindowBench.Item(1, 0, 0), WindowBench.Item(0, 0, 12 * Hour)]);
        Assert.Empty(Advance(bench, Now));
        bench.Run([WindowBench.Item(0, 1, (12 * Hour) + 1)]);
        Assert.Equal([WindowBench.Partition(0)], Advance(bench, Now));
        bench.Run([WindowBench.Item(1, 1, 6 * Hour)]);
        Assert.Equal([WindowBench.Partition(0)], Advance(bench, Now));
        bench.Run([WindowBench.Item(1, 2, (6 * Hour) + 1)]);
        Assert.Empty(Advance(bench, Now));
    }

    [Fact]
    public void While_a_source_is_unknown_the_lead_counts_from_the_oldest_open_window()
    {
        var bench = new WindowBench(Options).Assign(2);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, (10 * Hour) + 1)]);

        Assert.Equal([WindowBench.Partition(0)], Advance(bench, Now));
        Assert.Null(bench.Core.Watermark);
    }

    [Fact]
    public void An_idle_source_that_holds_others_back_lets_them_go_on_after_its_timeout()
    {
        var bench = new WindowBench(Options).Assign(2);
        bench.Run([WindowBench.Item(0, 0, 0), WindowBench.Item(0, 1, 24 * Hour)]);
        Assert.NotEmpty(Advance(bench, Now));
        Assert.NotEmpty(Advance(bench, Now.AddMinutes(5)));

        Assert.Empty(Advance(bench, Now.AddMinutes(6)));
        Assert.Equal(WindowBench.At(23 * Hour), bench.Core.Watermark);
        Assert.Equal(4, bench.Published.Count);
    }

    [Fact]
    public void A_partition_that_is_paused_does_not_fall_idle_by_it()
    {
        var bench = new WindowBench(Options).Assign(2);
        bench.Run([WindowBench.Item(1, 0, 0), WindowBench.Item(0, 0, 24 * Hour)]);
        for (var minute = 0; minute < 60; minute++)
        {
            // The slow one is heard of all the time.
            bench.Run([WindowBench.Item(1, minute + 1, minute)]);
            Advance(bench, Now.AddMinutes(minute));
        }

        Assert.Equal([WindowBench.Partition(0)], bench.Core.Ahead);
        // Were the paused one idle, the watermark would follow the slow one alone.
        bench.Run([WindowBench.Item(1, 100, 40 * Hour)]);
        Advance(bench, Now.AddMinutes(60));
        Assert.Equal(WindowBench.At(23 * Hour), bench.Core.Watermark);
    }

    [Fact]
    public void When_too_much_is_held_the_lead_is_one_cycle_and_never_bars_the_one_that_holds_the_watermark()
    {
        var bench = new WindowBench(Options with { MaxLead = Timeout.InfiniteTimeSpan, MaxHeld = 100 }).Assign(2);
        bench.Run([WindowBench.Item(1, 0, 0), .. Enumerable.Range(0, 98).Select(n => WindowBench.Item(0, n, 7 * Hour, n))]);
        Assert.Empty(Advance(bench, Now));
        bench.Run([WindowBench.Item(0, 98, (7 * Hour) + 1)]);
        Assert.Equal(100, bench.Core.Holding);
        Assert.Equal([WindowBench.Partition(0)], Advance(bench, Now));
        bench.Run([.. Enumerable.Range(1, 200).Select(n => WindowBench.Item(1, n, 0, n))]);
        Assert.Equal([WindowBench.Partition(0)], Advance(bench, Now));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Reading_as_told_gives_the_same_windows_with_bounded_memory_and_ends(int seed)
    {
        const int Items = 2000, Step = 3;
        var random = new Random(seed);
        var entries = Enumerable.Range(0, 3)
            .Select(partition => Enumerable.Range(0, Items)
                .Select(n => WindowBench.Item(partition, n, n * Step))
                .Append(WindowBench.Progress(partition, Items, "", null, end: true)).ToArray())
            .ToArray();
        var free = new WindowBench(Options).Assign(3);
        free.Run(entries.SelectMany(entry => entry));
        var bench = new WindowBench(Options).Assign(3);
        var next = new int[3];
        var (most, clock, rounds) = (0L, Now, 0);
        while (next.Any(position => position <= Items))
        {
            Assert.True(++rounds < 100_000, "Nothing is read any more.");
            var reads = Enumerable.Range(0, 3).Where(partition => next[partition] <= Items && !bench.Core.Ahead.Contains(WindowBench.Partition(partition))).ToArray();
            // The first is a hundred times as fast as the last.
            foreach (var partition in reads)
            {
                var count = partition switch { 0 => 100, 1 => random.Next(0, 20), _ => 1 };
                bench.Run(entries[partition].Skip(next[partition]).Take(count));
                next[partition] = Math.Min(Items + 1, next[partition] + count);
            }

            clock += TimeSpan.FromSeconds(1);
            Advance(bench, clock);
            most = Math.Max(most, bench.Core.Holding);
        }

        Assert.Equal(free.Finish().Outputs(), bench.Finish().Outputs());
        // Three partitions with twelve hours of lead, a cycle that is open behind the watermark, and what one read adds.
        Assert.InRange(most, 1, 3 * (((12 + 1 + 12) * Hour / Step) + 100));
    }

    private static IReadOnlyCollection<SourcePartition> Advance(WindowBench bench, DateTimeOffset now)
    {
        bench.Core.Advance(now, now - WindowBench.Arrival, behind: false);
        bench.Publish();
        return [.. bench.Core.Ahead];
    }
}
