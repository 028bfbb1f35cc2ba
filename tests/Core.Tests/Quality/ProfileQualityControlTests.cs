using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class ProfileQualityControlTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    // The standard atmosphere, from below.
    private static readonly ProfileLevel[] Standard =
        [new(100_000, 287.4f), new(85_000, 278.7f), new(70_000, 268.6f), new(50_000, 252), new(30_000, 228.7f), new(20_000, 216.7f), new(10_000, 216.7f)];

    [Fact]
    public void A_sound_profile_is_returned_as_it_is()
    {
        var profile = Profile(Standard);
        Assert.Same(profile, Control().Apply(profile));
        Assert.Equal(["position", "time", "completeness", "range", "consistency", "duplicate"], Control().Checks.Select(check => check.Name));
    }

    [Theory]
    [InlineData(null, 10.0, QualityFlag.BadPosition, "no position")]
    [InlineData(91.0, 10.0, QualityFlag.BadPosition, "latitude 91° is beyond a pole")]
    [InlineData(0.0, 0.0, QualityFlag.BadPosition, "position is exactly 0° N 0° E, as when it was never set")]
    public void A_position_is_judged_as_that_of_a_reading(double? latitude, double? longitude, QualityFlag flag, string reason)
    {
        var judged = Control().Apply(Profile(Standard) with { LatitudeDegrees = latitude, LongitudeDegrees = longitude });
        Assert.Equal((flag, reason), (judged.Flag, judged.FlagReason));
    }

    [Fact]
    public void A_time_is_judged_as_that_of_a_reading()
    {
        Assert.Equal((QualityFlag.BadTime, "no time"), Verdict(Control().Apply(Profile(Standard) with { Time = null })));
        Assert.Equal(QualityFlag.BadTime, Control().Apply(Profile(Standard) with { Time = Now.AddHours(1) }).Flag);
    }

    [Fact]
    public void A_level_without_temperature_or_outside_the_range_is_flagged_and_the_others_stay()
    {
        ProfileLevel[] levels = [.. Standard];
        (levels[0], levels[3], levels[6]) = (levels[0] with { TemperatureK = float.NaN }, levels[3] with { TemperatureK = 180 }, levels[6] with { TemperatureK = 300 });

        var judged = Control().Apply(Profile(levels));

        const QualityFlag Good = QualityFlag.Assimilated, Bad = QualityFlag.OutOfRange;
        Assert.Equal([QualityFlag.Missing, Good, Good, Bad, Good, Good, Bad], judged.Levels.Select(level => level.Flag));
        Assert.Equal(
            (Good, "no temperature at 1000 hPa; temperature 180 K at 500 hPa is outside 185 to 290 K, with 1 more of 7 levels"), Verdict(judged));
    }

    [Fact]
    public void A_profile_of_which_nothing_is_left_is_flagged()
    {
        Assert.Equal((QualityFlag.OutOfRange, "temperature 400 K at 700 hPa is outside 175 to 310 K"), Verdict(Control().Apply(Profile([new(70_000, 400)]))));
        Assert.Equal((QualityFlag.Missing, "no temperature at any level"), Verdict(Control().Apply(Profile([]))));
        Assert.Equal(QualityFlag.Missing, Control().Apply(Profile([new(70_000, float.NaN)])).Flag);
    }

    [Theory]
    [InlineData(50_000, 185, 290)]
    [InlineData(100_000, 180, 340)]
    [InlineData(100, 165, 330)]
    [InlineData(7_071.0678, 165 - 2.5, 260)]
    public void Limits_are_linear_in_the_logarithm_of_pressure(double pressure, double lowest, double highest)
    {
        var limits = ProfileRangeCheck.At(pressure)!.Value;
        Assert.Equal((lowest, highest), (Math.Round(limits.Lowest, 3), Math.Round(limits.Highest, 3)));
    }

    [Theory]
    [InlineData(90f)]
    [InlineData(120_000f)]
    [InlineData(float.NaN)]
    public void A_pressure_that_the_atmosphere_has_nowhere_is_out_of_range(float pressure)
    {
        Assert.Null(ProfileRangeCheck.At(pressure));
        var judged = Control().Apply(Profile([.. Standard, new(pressure, 250)]));
        Assert.Equal((QualityFlag.Assimilated, QualityFlag.OutOfRange), (judged.Flag, judged.Levels[^1].Flag));
    }

    [Fact]
    public void Both_levels_are_flagged_between_which_temperature_falls_below_the_adiabat()
    {
        // From 850 to 700 hPa the adiabat falls by 15.6 K.
        ProfileLevel[] levels = [Standard[0], Standard[3], new(85_000, 290), new(70_000, 269)];

        var judged = Control().Apply(Profile(levels));

        Assert.Equal(
            [QualityFlag.Assimilated, QualityFlag.Assimilated, QualityFlag.Inconsistent, QualityFlag.Inconsistent], judged.Levels.Select(level => level.Flag));
        Assert.Equal("temperature falls from 290 K at 850 hPa to 269 K at 700 hPa, 5.4 K below the adiabat (at most 5.0 K), with 1 more of 4 levels", judged.FlagReason);
        Assert.Equal("", Control(options => options.AdiabatToleranceK = 6).Apply(Profile(levels)).FlagReason);
        Assert.Equal("", Control(options => options.CheckConsistency = false).Apply(Profile(levels)).FlagReason);
    }

    [Fact]
    public void What_was_flagged_before_is_no_measure_for_its_neighbours()
    {
        var judged = Control().Apply(Profile([new(85_000, 330), .. Standard]));
        Assert.Equal([QualityFlag.OutOfRange, .. Standard.Select(_ => QualityFlag.Assimilated)], judged.Levels.Select(level => level.Flag));
    }

    [Fact]
    public void A_repeat_is_found_by_its_levels_and_a_part_of_an_ascent_is_none()
    {
        var control = Control();
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Profile(Standard)).Flag);
        Assert.Equal((QualityFlag.Duplicate, "repeats record 7 of day.txt"), Verdict(control.Apply(Profile([.. Standard]) with { Source = "other" })));
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Profile(Standard[..3])).Flag);
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Profile(Standard) with { Correction = 1 }).Flag);
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Profile(Standard) with { Time = Now.AddHours(-6) }).Flag);
    }

    [Fact]
    public void A_withheld_station_has_passive_profiles()
    {
        var holdout = new StationHoldout(0, named: ["A*"]);
        Assert.Equal((QualityFlag.Passive, "passive by its name"), Verdict(holdout.Apply(Profile(Standard))));
        var flagged = Profile(Standard) with { Flag = QualityFlag.BadTime };
        Assert.Same(flagged, holdout.Apply(flagged));
        var other = Profile(Standard) with { StationId = "B" };
        Assert.Same(other, holdout.Apply(other));
    }

    private static (QualityFlag, string) Verdict(TemperatureProfile profile) => (profile.Flag, profile.FlagReason);

    private static ProfileQualityControl Control(Action<QualityControlOptions>? change = null)
    {
        var options = new QualityControlOptions();
        change?.Invoke(options);
        return new ProfileQualityControl(options, new FixedClock(Now));
    }

    private static TemperatureProfile Profile(ProfileLevel[] levels) => new()
    {
        StationId = "A1",
        Time = Now,
        LatitudeDegrees = 50,
        LongitudeDegrees = 10,
        Levels = levels,
        Source = "day.txt",
        SourceRecord = 7,
    };
}
