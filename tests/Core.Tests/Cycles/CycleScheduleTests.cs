using FsCheck.Xunit;
using Slams.Core.Cycles;

namespace Slams.Core.Tests.Cycles;

public sealed class CycleScheduleTests
{
    [Theory]
    [InlineData("1995-03-18T00:00:00Z", "1995-03-18T00:00:00Z")]
    [InlineData("1995-03-18T03:00:00Z", "1995-03-18T00:00:00Z")]
    [InlineData("1995-03-18T03:00:00.0000001Z", "1995-03-18T06:00:00Z")]
    [InlineData("1995-03-17T21:00:00Z", "1995-03-17T18:00:00Z")]
    [InlineData("1996-02-29T23:59:59Z", "1996-03-01T00:00:00Z")]
    [InlineData("1948-07-01T02:00:00Z", "1948-07-01T00:00:00Z")]
    [InlineData("1969-12-31T21:00:00Z", "1969-12-31T18:00:00Z")]
    public void A_time_belongs_to_the_cycle_whose_window_ends_at_or_after_it(string time, string cycle)
    {
        var found = CycleSchedule.SixHourly.CycleAt(Time(time));
        Assert.Equal(Time(cycle), found.Time);
        Assert.True(found.Contains(Time(time)));
    }

    [Property]
    public bool Every_time_is_in_exactly_one_window(long seconds, byte hours, byte shift)
    {
        var interval = TimeSpan.FromHours((hours % 24) + 1);
        var schedule = new CycleSchedule(interval, TimeSpan.FromMinutes(shift % interval.TotalMinutes));
        var time = DateTimeOffset.UnixEpoch.AddSeconds(seconds % 10_000_000_000);
        var cycle = schedule.CycleAt(time);
        return cycle.Contains(time) && !schedule.At(cycle.Index - 1).Contains(time) && !schedule.At(cycle.Index + 1).Contains(time);
    }

    [Property]
    public bool Windows_join_without_gap_or_overlap(int index)
    {
        var schedule = new CycleSchedule(TimeSpan.FromHours(3), TimeSpan.FromMinutes(17));
        return schedule.At(index).WindowEnd == schedule.At(index + 1L).WindowStart && schedule.CycleAt(schedule.At(index).Time).Index == index;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-6, 0)]
    [InlineData(6, 6)]
    [InlineData(6, -1)]
    public void Impossible_schedules_are_refused(int intervalHours, int offsetHours) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new CycleSchedule(TimeSpan.FromHours(intervalHours), TimeSpan.FromHours(offsetHours)));

    [Fact]
    public void The_key_is_the_analysis_time() =>
        Assert.Equal("19870111T0600Z", CycleSchedule.SixHourly.CycleAt(Time("1987-01-11T05:00:00Z")).Key);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
