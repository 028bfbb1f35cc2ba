using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class StuckCheckTests
{
    private readonly ReadingQualityControl _control =
        new([new StuckCheck(new FixedClock(Readings.Noon), 4, TimeSpan.FromHours(10), 1000, TimeSpan.FromDays(2))]);

    [Fact]
    public void The_same_value_is_accepted_for_so_many_reports_and_so_long()
    {
        Assert.All(Enumerable.Range(0, 11), hour => Assert.Equal(QualityFlag.Assimilated, FlagOf(hour, 285)));
        var stuck = Apply(11, 285);
        Assert.Equal(QualityFlag.Stuck, stuck.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Assimilated, stuck.PrecipitationFlag);
        Assert.Equal("air temperature 285 K in 12 reports over 11 h (at most 4 reports or 10 h)", stuck.FlagReason);
        Assert.Equal(QualityFlag.Assimilated, FlagOf(12, 285.1));
        Assert.Equal(QualityFlag.Assimilated, FlagOf(13, 285));
    }

    [Fact]
    public void Few_reports_are_accepted_however_long_they_take()
    {
        Assert.All(new[] { 0, 6, 12, 18 }, hour => Assert.Equal(QualityFlag.Assimilated, FlagOf(hour, 285)));
        Assert.Equal(QualityFlag.Stuck, FlagOf(24, 285));
    }

    [Fact]
    public void Repeats_and_earlier_reports_do_not_count() =>
        Assert.All([0, 11, 11, 11, 3, 12], hour => Assert.Equal(QualityFlag.Assimilated, FlagOf(hour, 285)));

    [Fact]
    public void A_repeat_is_judged_as_what_it_repeats()
    {
        Assert.All([0, 1, 2, 3], hour => FlagOf(hour, 285));
        Assert.Equal(QualityFlag.Stuck, FlagOf(11, 285));
        Assert.Equal(QualityFlag.Stuck, FlagOf(11, 285));
        Assert.Equal(QualityFlag.Assimilated, FlagOf(11, 286));
    }

    [Fact]
    public void A_stuck_value_is_found_whatever_else_is_wrong_with_it()
    {
        var control = new ReadingQualityControl(
            new QualityControlOptions { StuckReports = 2, StuckDuration = TimeSpan.FromHours(2) }, new FixedClock(Readings.Noon.AddDays(1)), Readings.FlatClimatology());
        var findings = ReadingFindings.None;
        for (var hour = 0; hour < 4; hour++)
        {
            control.Apply(Readings.Good(time: Readings.Noon.AddHours(hour)) with { AirTemperatureK = 330 }, out findings);
        }

        Assert.Equal(ReadingFindings.AirTemperatureGrossError | ReadingFindings.AirTemperatureStuck, findings);
    }

    private QualityFlag FlagOf(double hour, double temperatureK) => Apply(hour, temperatureK).AirTemperatureFlag;

    private StationReading Apply(double hour, double temperatureK) =>
        _control.Apply(Readings.Good(time: Readings.Noon.AddHours(hour)) with { AirTemperatureK = temperatureK });
}
