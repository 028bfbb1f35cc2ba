using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class DuplicateCheckTests
{
    private readonly FixedClock _clock = new(Readings.Noon.AddDays(1));

    [Fact]
    public void Exact_repeat_names_the_record_it_repeats()
    {
        var control = Control();
        control.Apply(Readings.Good());
        var judged = control.Apply(Readings.Good() with { SourceRecord = 18 }, out var findings);
        Assert.Equal(QualityFlag.Duplicate, judged.Flag);
        Assert.Equal(QualityFlag.Duplicate, judged.AirTemperatureFlag);
        Assert.Equal(ReadingFindings.ExactRepeat, findings);
        Assert.Equal("repeats record 17 of stations.csv", judged.FlagReason);
    }

    [Fact]
    public void Differing_repeat_tells_both_values()
    {
        var control = Control();
        control.Apply(Readings.Good());
        var judged = control.Apply(Readings.Good() with { AirTemperatureK = 286.5, Precipitation6hMm = null }, out var findings);
        Assert.Equal(QualityFlag.Duplicate, judged.Flag);
        Assert.True(findings.HasFlag(ReadingFindings.DifferingRepeat));
        Assert.EndsWith(
            "air temperature 286.5 K against 285 K, precipitation absent against 0.4 mm", judged.FlagReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_station_or_time_is_no_repeat()
    {
        var control = Control();
        control.Apply(Readings.Good());
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good("other")).Flag);
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good(time: Readings.Noon.AddSeconds(1))).Flag);
        // The same instant written with another offset is the same time.
        Assert.Equal(
            QualityFlag.Duplicate,
            control.Apply(Readings.Good(time: Readings.Noon.ToOffset(TimeSpan.FromHours(2)))).Flag);
    }

    [Fact]
    public void Fuller_report_is_taken_once_without_counting_its_precipitation_twice()
    {
        var control = Control();
        var empty = control.Apply(Readings.Good() with { AirTemperatureK = null });
        Assert.Equal(QualityFlag.Assimilated, empty.PrecipitationFlag);

        var fuller = control.Apply(Readings.Good() with { SourceRecord = 18 }, out var findings);
        Assert.Equal(QualityFlag.Assimilated, fuller.Flag);
        Assert.Equal(QualityFlag.Assimilated, fuller.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Duplicate, fuller.PrecipitationFlag);
        Assert.True(findings.HasFlag(ReadingFindings.FullerRepeat));

        Assert.Equal(QualityFlag.Duplicate, control.Apply(Readings.Good()).Flag);
    }

    [Fact]
    public void Empty_report_does_not_overwrite_a_full_one()
    {
        var control = Control();
        control.Apply(Readings.Good());
        Assert.Equal(
            QualityFlag.Duplicate, control.Apply(Readings.Good() with { AirTemperatureK = null, Precipitation6hMm = null }).Flag);
        Assert.Equal(QualityFlag.Duplicate, control.Apply(Readings.Good()).Flag);
    }

    [Fact]
    public void Correction_of_an_unusable_value_is_taken()
    {
        var control = Control();
        Assert.Equal(QualityFlag.OutOfRange, control.Apply(Readings.Good() with { AirTemperatureK = 372.2 }).AirTemperatureFlag);
        var corrected = control.Apply(Readings.Good());
        Assert.Equal(QualityFlag.Assimilated, corrected.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Duplicate, corrected.PrecipitationFlag);
    }

    [Theory]
    [InlineData(286.5)]
    [InlineData(null)]
    public void Correction_stands_whatever_it_brings(double? temperature)
    {
        var control = Control();
        control.Apply(Readings.Good());
        var second = control.Apply(Readings.Good() with { AirTemperatureK = temperature, Correction = 2, SourceRecord = 18 }, out var findings);
        Assert.Equal((QualityFlag.Assimilated, QualityFlag.Assimilated), (second.Flag, second.PrecipitationFlag));
        Assert.True(findings.HasFlag(ReadingFindings.Correction));
        foreach (var correction in new[] { 0, 1 })
        {
            var before = control.Apply(Readings.Good() with { Correction = correction }, out findings);
            Assert.Equal((QualityFlag.Duplicate, QualityFlag.Duplicate, QualityFlag.Duplicate), (before.Flag, before.AirTemperatureFlag, before.PrecipitationFlag));
            Assert.Equal((ReadingFindings.Corrected, "corrected by record 18 of stations.csv"), (findings, before.FlagReason));
        }

        Assert.Equal(QualityFlag.Duplicate, control.Apply(Readings.Good() with { AirTemperatureK = temperature, Correction = 2 }).Flag);
        Assert.NotEqual(QualityFlag.Duplicate, control.Apply(Readings.Good() with { AirTemperatureK = temperature, Correction = 3 }).Flag);
    }

    [Fact]
    public void Report_with_position_is_taken_after_one_without()
    {
        var control = Control();
        Assert.Equal(QualityFlag.BadPosition, control.Apply(Readings.Good() with { LatitudeDegrees = null }).Flag);
        var placed = control.Apply(Readings.Good());
        Assert.Equal(QualityFlag.Assimilated, placed.Flag);
        Assert.Equal(QualityFlag.Assimilated, placed.PrecipitationFlag);
    }

    [Fact]
    public void Memory_is_bounded_and_keeps_the_newest()
    {
        var check = new DuplicateCheck(_clock, capacity: 100, TimeSpan.FromHours(1));
        var control = new ReadingQualityControl([check]);
        for (var i = 0; i < 10_000; i++)
        {
            control.Apply(Readings.Good(time: Readings.Noon.AddSeconds(i)));
            Assert.True(check.RememberedCount <= 100);
        }

        Assert.Equal(QualityFlag.Duplicate, control.Apply(Readings.Good(time: Readings.Noon.AddSeconds(9_950))).Flag);
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good(time: Readings.Noon)).Flag);
    }

    [Fact]
    public void Keys_expire_by_the_clock_after_the_retention_and_not_before()
    {
        var check = new DuplicateCheck(_clock, 1000, TimeSpan.FromHours(48));
        var control = new ReadingQualityControl([check]);
        control.Apply(Readings.Good("first"));
        _clock.Advance(TimeSpan.FromHours(47));
        control.Apply(Readings.Good("late"));
        _clock.Advance(TimeSpan.FromHours(2));
        control.Apply(Readings.Good("rotates"));
        Assert.Equal(QualityFlag.Duplicate, control.Apply(Readings.Good("late")).Flag);
        _clock.Advance(TimeSpan.FromHours(49));
        control.Apply(Readings.Good("rotates again"));
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good("first")).Flag);
    }

    private ReadingQualityControl Control() => new(new QualityControlOptions(), _clock, Readings.FlatClimatology());
}
