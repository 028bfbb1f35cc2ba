using Slams.Core.Cycles;
using Slams.Core.Windows;
using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Ingest;

public sealed class LateRuleTests
{
    private static readonly DateTimeOffset Midnight = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);
    private static readonly WindowOptions Windows = new() { AllowedDisorder = TimeSpan.FromMinutes(90) };

    [Theory]
    [InlineData(270, 179, 0)]
    [InlineData(269, 179, -1)]
    [InlineData(300, 180, 30)]
    [InlineData(300, 181, -1)]
    public void A_reading_is_late_when_its_own_source_has_passed_its_window(int newestMinutes, int minutes, int lateByMinutes)
    {
        var rule = new LateRule(Windows);
        Assert.Null(rule.Judge(Midnight.AddMinutes(newestMinutes)));

        var late = rule.Judge(Midnight.AddMinutes(minutes));

        Assert.Equal(lateByMinutes < 0 ? null : TimeSpan.FromMinutes(lateByMinutes), late);
    }

    [Fact]
    public void Lateness_keeps_a_window_open_longer()
    {
        var rule = new LateRule(Windows with { Lateness = TimeSpan.FromHours(1) });
        rule.Judge(Midnight.AddMinutes(300));

        Assert.Null(rule.Judge(Midnight.AddMinutes(179)));
    }

    [Fact]
    public void Nothing_without_a_time_is_late()
    {
        var rule = new LateRule(Windows);
        rule.Judge(Midnight.AddDays(1));

        Assert.Null(rule.Judge(null));
    }

    [Fact]
    public void Within_the_bound_it_may_make_a_revision()
    {
        var rule = new LateRule(Windows with { RevisionBound = TimeSpan.FromHours(2) });
        Assert.True(rule.MayRevise(TimeSpan.FromMinutes(119)));
        Assert.False(rule.MayRevise(TimeSpan.FromHours(2)));
        Assert.False(new LateRule(Windows).MayRevise(TimeSpan.Zero));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(1, 6)]
    [InlineData(2, 7)]
    [InlineData(3, 12)]
    public void What_passes_here_is_never_late_in_the_windows(int seed, int boundHours)
    {
        var (random, told) = (new Random(seed), new Random(seed));
        var windows = Windows with { RevisionBound = TimeSpan.FromHours(boundHours) };
        var rule = new LateRule(windows);
        var core = new WindowCore<int>(windows, EqualityComparer<int>.Default, Comparer<int>.Default);
        var partitions = Enumerable.Range(0, 4).Select(n => new SourcePartition("readings", n)).ToArray();
        Array.ForEach(partitions, partition => core.Assign(partition, Midnight));
        var (late, stragglers) = (0, 0);
        var setAside = new List<SetAside<int>>();
        Cycle? first = null;
        for (var i = 0; i < 5000; i++)
        {
            // Mostly in order, now and then hours behind.
            var time = Midnight.AddMinutes(i - (random.Next(20) == 0 ? random.Next(1500) : random.Next(60)));
            var lateBy = rule.Judge(time);
            if (lateBy is { } by && !rule.MayRevise(by))
            {
                late++;
                continue;
            }

            stragglers += lateBy is null ? 0 : 1;
            core.Add(
                new SourceOffset(partitions[random.Next(4)], i, "stations"), time, Midnight.AddDays(30), i,
                lateBy is null ? LateHandling.Revise : LateHandling.Straggler);
            if (told.Next(50) == 0)
            {
                // As with every batch: the source's watermark, in all of its partitions.
                Array.ForEach(partitions, partition => core.Progress(
                    new SourceOffset(partition, i, "stations"), rule.Watermark, end: false, Midnight.AddDays(30)));
            }

            core.Advance(Midnight, TimeSpan.Zero, behind: true);
            while (core.TryClose(out var window))
            {
                first ??= window.Cycle;
                setAside.AddRange(core.Checkpoint(window.Cycle).SetAside);
            }
        }

        Assert.InRange(late + stragglers, 10, 400);
        Assert.Equal(boundHours > 0, stragglers > 0);
        // Nothing but stragglers of cycles before the first that had anything in time: these are never analysed.
        Assert.All(setAside, item => Assert.True(item.Cycle < first));
        Assert.Equal(core.Counts.Late, setAside.Count);
        Assert.True(boundHours > 0 || setAside.Count == 0);
        Assert.Equal(
            (5000 - late - stragglers, stragglers), (core.Counts.Windowed, core.Counts.Revised + core.Counts.Held + core.Counts.Late));
    }
}
