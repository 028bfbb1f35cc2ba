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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_passes_here_is_never_late_in_the_windows(int seed)
    {
        var random = new Random(seed);
        var rule = new LateRule(Windows);
        var core = new WindowCore<int>(Windows, EqualityComparer<int>.Default, Comparer<int>.Default);
        var partitions = Enumerable.Range(0, 4).Select(n => new SourcePartition("readings", n)).ToArray();
        Array.ForEach(partitions, partition => core.Assign(partition, Midnight));
        var late = 0;
        for (var i = 0; i < 5000; i++)
        {
            // Mostly in order, now and then hours behind.
            var time = Midnight.AddMinutes(i - (random.Next(20) == 0 ? random.Next(1500) : random.Next(60)));
            if (rule.Judge(time) is not null)
            {
                late++;
                continue;
            }

            core.Add(new SourceOffset(partitions[random.Next(4)], i, "stations"), time, Midnight.AddDays(30), i);
            core.Advance(Midnight, behind: true);
            while (core.TryClose(out _))
            {
            }
        }

        Assert.InRange(late, 10, 400);
        Assert.Equal(0, core.Counts.Late);
        Assert.Equal(5000 - late, core.Counts.Windowed);
    }
}
