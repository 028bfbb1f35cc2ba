using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class StepCheckTests
{
    private readonly ReadingQualityControl _control = new([new StepCheck(new FixedClock(Readings.Noon), 12, 5, 1000, TimeSpan.FromDays(2))]);

    [Fact]
    public void A_spike_is_rejected_and_what_follows_stands_on_what_was_before()
    {
        Assert.Equal(QualityFlag.Assimilated, FlagOf(0, 285));
        var spike = Apply(1, 303);
        Assert.Equal(QualityFlag.Step, spike.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Assimilated, spike.PrecipitationFlag);
        Assert.Equal("air temperature 303 K after 285 K 1 h before (at most 17 K apart)", spike.FlagReason);
        Assert.Equal(QualityFlag.Assimilated, FlagOf(2, 286));
        Assert.Equal(QualityFlag.Step, FlagOf(3, 304));
    }

    [Fact]
    public void Two_in_a_row_that_agree_are_a_new_level()
    {
        FlagOf(0, 285);
        Assert.Equal(QualityFlag.Step, FlagOf(1, 255));
        Assert.Equal(QualityFlag.Assimilated, FlagOf(2, 254));
        Assert.Equal(QualityFlag.Step, FlagOf(3, 285));
    }

    [Fact]
    public void More_time_allows_more()
    {
        FlagOf(0, 285);
        Assert.Equal(QualityFlag.Assimilated, FlagOf(4, 316));
        Assert.Equal(QualityFlag.Step, FlagOf(8, 284 - 0.1));
    }

    [Fact]
    public void Reports_no_newer_than_the_last_good_one_are_not_judged()
    {
        FlagOf(2, 285);
        Assert.Equal(QualityFlag.Assimilated, FlagOf(1, 310));
        Assert.Equal(QualityFlag.Assimilated, FlagOf(2, 310));
        Assert.Equal(QualityFlag.Step, FlagOf(3, 310));
    }

    [Fact]
    public void A_repeat_of_a_rejected_report_is_no_witness_for_it()
    {
        FlagOf(0, 285);
        Assert.Equal(QualityFlag.Step, FlagOf(2, 310));
        Assert.Equal(QualityFlag.Step, FlagOf(2, 310));
        Assert.Equal(QualityFlag.Step, FlagOf(1, 309));
        Assert.Equal(QualityFlag.Assimilated, FlagOf(1, 286));
        Assert.Equal(QualityFlag.Assimilated, FlagOf(3, 315));
        Assert.Equal(QualityFlag.Step, FlagOf(2, 310));
    }

    [Fact]
    public void What_another_check_has_rejected_is_no_measure()
    {
        var control = new ReadingQualityControl(
            new QualityControlOptions(), new FixedClock(Readings.Noon.AddDays(1)), Readings.FlatClimatology());
        control.Apply(Readings.Good() with { AirTemperatureK = 250 });
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good(time: Readings.Noon.AddHours(1))).AirTemperatureFlag);
    }

    [Fact]
    public void A_rejected_report_does_not_come_back_by_being_repeated_late()
    {
        var control = new ReadingQualityControl(new QualityControlOptions(), new FixedClock(Readings.Noon.AddDays(1)));
        StationReading At(double hour, double temperatureK) =>
            control.Apply(Readings.Good(time: Readings.Noon.AddHours(hour)) with { AirTemperatureK = temperatureK });
        At(0, 285);
        Assert.Equal(QualityFlag.Step, At(1, 310).AirTemperatureFlag);
        At(2, 285);
        Assert.Equal(QualityFlag.Step, At(3, 311).AirTemperatureFlag);
        At(4, 285);
        Assert.Equal(QualityFlag.Duplicate, At(1, 310).AirTemperatureFlag);
        Assert.Equal(QualityFlag.Assimilated, At(1, 286).AirTemperatureFlag);
    }

    [Fact]
    public void Stations_are_apart()
    {
        FlagOf(0, 285);
        Assert.Equal(QualityFlag.Assimilated, _control.Apply(Readings.Good("other", Readings.Noon.AddHours(1)) with { AirTemperatureK = 240 }).Flag);
    }

    private QualityFlag FlagOf(double hour, double temperatureK) => Apply(hour, temperatureK).AirTemperatureFlag;

    private StationReading Apply(double hour, double temperatureK) =>
        _control.Apply(Readings.Good(time: Readings.Noon.AddHours(hour)) with { AirTemperatureK = temperatureK });
}
