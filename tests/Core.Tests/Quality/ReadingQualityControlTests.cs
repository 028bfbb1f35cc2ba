using System.ComponentModel.DataAnnotations;
using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class ReadingQualityControlTests
{
    private readonly FixedClock _clock = new(Readings.Noon);

    [Fact]
    public void Good_reading_comes_back_as_the_same_object_without_allocation()
    {
        var control = Control();
        var reading = Readings.Good();
        Assert.Same(reading, control.Apply(reading, out var findings));
        Assert.Equal(ReadingFindings.None, findings);

        var options = new QualityControlOptions { CheckDuplicates = false };
        var stateless = new ReadingQualityControl(options, _clock, Readings.FlatClimatology());
        stateless.Apply(reading);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            stateless.Apply(reading);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(null, 10.0, ReadingFindings.PositionAbsent, "no position")]
    [InlineData(10.0, null, ReadingFindings.PositionAbsent, "no position")]
    [InlineData(90.001, 10.0, ReadingFindings.PositionImpossible, "latitude 90.001°")]
    [InlineData(double.NaN, 10.0, ReadingFindings.PositionImpossible, "latitude NaN°")]
    [InlineData(45.0, -790.0, ReadingFindings.PositionImpossible, "longitude -790°")]
    [InlineData(45.0, double.PositiveInfinity, ReadingFindings.PositionImpossible, "longitude Infinity°")]
    [InlineData(0.0, 0.0, ReadingFindings.NullIsland, "0° N 0° E")]
    public void Bad_positions_flag_the_reading_and_its_values(
        double? latitude, double? longitude, ReadingFindings expected, string reason)
    {
        var judged = Control().Apply(
            Readings.Good() with { LatitudeDegrees = latitude, LongitudeDegrees = longitude }, out var findings);
        Assert.Equal(QualityFlag.BadPosition, judged.Flag);
        Assert.Equal(QualityFlag.BadPosition, judged.AirTemperatureFlag);
        Assert.Equal(QualityFlag.BadPosition, judged.PrecipitationFlag);
        Assert.Equal(expected, findings);
        Assert.Contains(reason, judged.FlagReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-90.0, 0.0)]
    [InlineData(90.0, 360.0)]
    [InlineData(12.0, -180.0)]
    [InlineData(0.0, 9.5)]
    public void Odd_but_possible_positions_pass(double latitude, double longitude) =>
        Assert.Equal(
            QualityFlag.Assimilated,
            Control().Apply(Readings.Good() with { LatitudeDegrees = latitude, LongitudeDegrees = longitude }).Flag);

    [Fact]
    public void Times_that_are_absent_ancient_or_ahead_of_the_clock_are_bad()
    {
        var control = Control();
        AssertBadTime(control, null, ReadingFindings.TimeAbsent, "no time");
        AssertBadTime(control, Readings.Noon.AddYears(-1000), ReadingFindings.TimeImpossible, "1021-06-01");
        AssertBadTime(control, Readings.Noon.AddMinutes(11), ReadingFindings.TimeAhead, "11 min ahead");
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good(time: Readings.Noon.AddMinutes(10))).Flag);
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good(time: Readings.Noon.AddYears(-100))).Flag);
    }

    [Theory]
    [InlineData(209.15, QualityFlag.Assimilated)] // -64 °C at the South Pole is weather
    [InlineData(169.9, QualityFlag.OutOfRange)]
    [InlineData(340.1, QualityFlag.OutOfRange)]
    [InlineData(679.0, QualityFlag.OutOfRange)] // 406 °C
    [InlineData(double.NaN, QualityFlag.OutOfRange)]
    [InlineData(double.NegativeInfinity, QualityFlag.OutOfRange)]
    public void Temperature_range(double temperature, QualityFlag expected)
    {
        var control = new ReadingQualityControl(new QualityControlOptions(), _clock);
        var judged = control.Apply(Readings.Good() with { AirTemperatureK = temperature, Precipitation6hMm = null });
        Assert.Equal(expected, judged.AirTemperatureFlag);
        Assert.Equal(expected, judged.Flag);
        Assert.Equal(QualityFlag.Missing, judged.PrecipitationFlag);
    }

    [Theory]
    [InlineData(0.0, QualityFlag.Assimilated)]
    [InlineData(500.0, QualityFlag.Assimilated)]
    [InlineData(-0.1, QualityFlag.OutOfRange)]
    [InlineData(500.1, QualityFlag.OutOfRange)]
    public void Precipitation_range_leaves_the_temperature_usable(double precipitation, QualityFlag expected)
    {
        var judged = Control().Apply(Readings.Good() with { Precipitation6hMm = precipitation });
        Assert.Equal(expected, judged.PrecipitationFlag);
        Assert.Equal(QualityFlag.Assimilated, judged.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Assimilated, judged.Flag);
    }

    [Fact]
    public void One_usable_value_is_enough_and_none_gives_the_worst_flag()
    {
        var control = Control();
        var precipitationOnly = control.Apply(Readings.Good("a") with { AirTemperatureK = null });
        Assert.Equal(QualityFlag.Assimilated, precipitationOnly.Flag);
        Assert.Equal(QualityFlag.Missing, precipitationOnly.AirTemperatureFlag);
        Assert.Empty(precipitationOnly.FlagReason);

        var nothing = control.Apply(Readings.Good("b") with { AirTemperatureK = null, Precipitation6hMm = null });
        Assert.Equal(QualityFlag.Missing, nothing.Flag);
        Assert.Equal("no air temperature and no precipitation", nothing.FlagReason);

        var gross = control.Apply(Readings.Good("c") with { AirTemperatureK = 310, Precipitation6hMm = null });
        Assert.Equal(QualityFlag.GrossError, gross.Flag);
    }

    [Fact]
    public void Gross_error_names_value_departure_and_threshold()
    {
        var judged = Control().Apply(Readings.Good() with { AirTemperatureK = 305.5 }, out var findings);
        Assert.Equal(QualityFlag.GrossError, judged.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Assimilated, judged.Flag);
        Assert.Equal(ReadingFindings.AirTemperatureGrossError, findings);
        Assert.Equal("air temperature 305.5 K departs by +20.5 K from climatology 285.0 K (at most 20.0 K)", judged.FlagReason);
    }

    [Fact]
    public void Gross_error_threshold_grows_with_the_local_spread()
    {
        var climatology = Readings.FlatClimatology();
        var spread = new float[climatology.Grid.CellCount];
        Array.Fill(spread, 5f);
        var control = new ReadingQualityControl(new QualityControlOptions { GrossErrorSigmas = 6 }, _clock, climatology, spread);
        Assert.Equal(QualityFlag.Assimilated, control.Apply(Readings.Good("a") with { AirTemperatureK = 314.9 }).AirTemperatureFlag);
        Assert.Equal(QualityFlag.GrossError, control.Apply(Readings.Good("b") with { AirTemperatureK = 315.1 }).AirTemperatureFlag);
        Assert.Throws<ArgumentException>(() => new GrossErrorCheck(climatology, new float[3], 20, 6));
    }

    [Theory]
    [InlineData(null, 3000.0, QualityFlag.GrossError)]
    [InlineData(0.0, 3000.0, QualityFlag.GrossError)]
    [InlineData(6.5, 3000.0, QualityFlag.Assimilated)] // 13 of the 25 K are those of 2 km
    [InlineData(6.5, 4200.0, QualityFlag.Assimilated)]
    [InlineData(6.5, 1000.0, QualityFlag.GrossError)]
    [InlineData(6.5, -400.0, QualityFlag.GrossError)]
    [InlineData(6.5, null, QualityFlag.GrossError)]
    [InlineData(6.5, double.NaN, QualityFlag.GrossError)]
    public void With_a_lapse_rate_a_temperature_is_compared_at_the_height_of_the_climatology(double? lapseRate, double? height, QualityFlag expected)
    {
        var climatology = Readings.FlatClimatology();
        var surface = new float[climatology.Grid.CellCount];
        Array.Fill(surface, 1000f);
        var control = new ReadingQualityControl(
            new QualityControlOptions { GrossErrorLapseRateKPerKm = lapseRate }, _clock, climatology, surfaceHeightM: surface);

        Assert.Equal(expected, control.Apply(Readings.Good() with { AirTemperatureK = 260, ElevationMetres = height }).AirTemperatureFlag);
    }

    [Fact]
    public void What_is_refused_in_spite_of_its_height_names_the_correction()
    {
        var climatology = Readings.FlatClimatology();
        var control = new ReadingQualityControl(
            new QualityControlOptions { GrossErrorLapseRateKPerKm = 6.5 }, _clock, climatology, surfaceHeightM: new float[climatology.Grid.CellCount]);

        var judged = control.Apply(Readings.Good() with { AirTemperatureK = 300, ElevationMetres = 2000 });

        Assert.Equal(
            "air temperature 300 K, with +13.0 K for its height, departs by +28.0 K from climatology 285.0 K (at most 20.0 K)", judged.FlagReason);
    }

    [Fact]
    public void Heights_must_fit_the_climatology() =>
        Assert.Throws<ArgumentException>(() => new GrossErrorCheck(Readings.FlatClimatology(), null, 20, 6, new float[3], 6.5));

    [Fact]
    public void Every_check_can_be_switched_off()
    {
        var none = new QualityControlOptions
        {
            CheckCompleteness = false,
            CheckPosition = false,
            CheckTime = false,
            CheckRange = false,
            CheckGrossError = false,
            CheckConsistency = false,
            CheckStep = false,
            CheckStuck = false,
            CheckDuplicates = false,
        };
        var control = new ReadingQualityControl(none, _clock, Readings.FlatClimatology());
        Assert.Empty(control.Checks);
        var hopeless = new StationReading { StationId = "x" };
        Assert.Same(hopeless, control.Apply(hopeless));
        Assert.Equal(ReadingQualityControl.StandardOrder, Control().Checks.Select(check => check.Name));
    }

    [Fact]
    public void Checks_run_in_the_order_asked_for_and_the_first_decides()
    {
        var reading = Readings.Good() with { AirTemperatureK = 320, DewPointK = 330 };
        Assert.Equal(QualityFlag.Inconsistent, Control().Apply(reading).AirTemperatureFlag);
        var options = new QualityControlOptions { Order = { "gross error", "time" } };
        var control = new ReadingQualityControl(options, _clock, Readings.FlatClimatology());
        Assert.Equal(
            ["gross error", "time", "position", "completeness", "range", "consistency", "step", "stuck", "duplicate"],
            control.Checks.Select(check => check.Name));
        Assert.Equal(QualityFlag.GrossError, control.Apply(reading).AirTemperatureFlag);
    }

    [Fact]
    public void Several_faults_are_all_told_and_the_first_decides()
    {
        var judged = Control().Apply(
            Readings.Good() with { LatitudeDegrees = null, Time = null, AirTemperatureK = 700 }, out var findings);
        Assert.Equal(QualityFlag.BadPosition, judged.Flag);
        Assert.Equal(QualityFlag.OutOfRange, judged.AirTemperatureFlag);
        Assert.Equal(
            ReadingFindings.PositionAbsent | ReadingFindings.TimeAbsent | ReadingFindings.AirTemperatureOutOfRange, findings);
        Assert.Equal("no position; no time; air temperature 700 K is outside 170 to 340 K", judged.FlagReason);
    }

    [Fact]
    public void Flags_given_by_the_reader_are_kept()
    {
        var judged = Control().Apply(Readings.Good() with { Flag = QualityFlag.BadTime, FlagReason = "month 13", AirTemperatureK = 700 });
        Assert.Equal(QualityFlag.BadTime, judged.Flag);
        Assert.StartsWith("month 13; ", judged.FlagReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_options_are_refused_with_their_name()
    {
        AssertRefused(new QualityControlOptions { MinimumAirTemperatureK = 341 }, nameof(QualityControlOptions.MinimumAirTemperatureK));
        AssertRefused(new QualityControlOptions { DuplicateCapacity = 1 }, nameof(QualityControlOptions.DuplicateCapacity));
        AssertRefused(new QualityControlOptions { GrossErrorFloorK = 0 }, nameof(QualityControlOptions.GrossErrorFloorK));
        AssertRefused(
            new QualityControlOptions { FutureTolerance = TimeSpan.FromHours(-1) }, nameof(QualityControlOptions.FutureTolerance));
        AssertRefused(
            new QualityControlOptions { DuplicateRetention = TimeSpan.Zero }, nameof(QualityControlOptions.DuplicateRetention));
        AssertRefused(new QualityControlOptions { StuckDuration = TimeSpan.FromHours(-1) }, nameof(QualityControlOptions.StuckDuration));
        AssertRefused(new QualityControlOptions { Order = { "time", "wind" } }, "'wind'");
    }

    [Fact]
    public void Tally_adds_up_whatever_the_faults()
    {
        var control = Control();
        var tally = new QualityTally();
        StationReading[] readings =
        [
            Readings.Good("a"), Readings.Good("a"), Readings.Good("b") with { LatitudeDegrees = null },
            Readings.Good("b") with { LatitudeDegrees = null }, Readings.Good("c") with { Time = null },
        ];
        foreach (var reading in readings)
        {
            tally.Add(control.Apply(reading, out var findings), findings);
        }

        Assert.Equal(5, tally.Total);
        Assert.Equal(tally.Total, Enum.GetValues<QualityFlag>().Sum(tally.Count));
        Assert.Equal(1, tally.Count(QualityFlag.Duplicate));
        Assert.Equal(2, tally.Count(ReadingFindings.ExactRepeat));
        Assert.Equal(2, tally.Count(ReadingFindings.PositionAbsent));
        Assert.Throws<ArgumentException>(() => tally.Count(ReadingFindings.None));
        Assert.Throws<ArgumentException>(() => tally.Count(ReadingFindings.TimeAbsent | ReadingFindings.TimeAhead));
    }

    private ReadingQualityControl Control() => new(new QualityControlOptions(), _clock, Readings.FlatClimatology());

    private static void AssertBadTime(ReadingQualityControl control, DateTimeOffset? time, ReadingFindings expected, string reason)
    {
        var judged = control.Apply(Readings.Good() with { Time = time }, out var findings);
        Assert.Equal(QualityFlag.BadTime, judged.Flag);
        Assert.Equal(expected, findings);
        Assert.Contains(reason, judged.FlagReason, StringComparison.Ordinal);
    }

    private void AssertRefused(QualityControlOptions options, string name)
    {
        var error = Assert.Throws<ValidationException>(() => new ReadingQualityControl(options, _clock));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
