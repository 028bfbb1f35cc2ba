using Slams.Core.Observations;
using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

public sealed class ProfileRepeatsTests
{
    private static readonly DateTimeOffset Nominal = new(2018, 11, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourcePartition Partition = new("stations", 0);

    // From 1000 to 50 hPa every 10 hPa, and those of the text between 900 and 100 hPa, rounded.
    private static readonly ProfileLevel[] Fine = [.. Enumerable.Range(0, 96).Select(i => At(100_000 - (1000 * i)))];
    private static readonly ProfileLevel[] Coarse =
        [.. new[] { 90_000, 85_000, 70_000, 50_000, 30_000, 20_000, 10_000 }.Select(pressure => At(pressure) with { TemperatureK = At(pressure).TemperatureK + 0.1f })];

    [Fact]
    public void Of_the_same_ascent_in_two_formats_the_report_with_more_levels_stands_whatever_the_order()
    {
        TemperatureProfile[] profiles = [Bufr(Fine), Text(Coarse)];
        foreach (var order in new[] { profiles, [.. profiles.Reverse()] })
        {
            var found = Judged(order);
            Assert.Same(profiles[0], found["launch.bufr"]);
            Assert.Equal(
                (QualityFlag.Duplicate, "same ascent as record 7 of launch.bufr, of 2018-11-02 11:07Z with 96 levels"),
                (found["nominal.txt"].Flag, found["nominal.txt"].FlagReason));
            Assert.All(found["nominal.txt"].Levels, level => Assert.Equal(QualityFlag.Duplicate, level.Flag));
        }
    }

    [Fact]
    public void A_correction_stands_over_its_pressures_whatever_its_levels()
    {
        var found = Judged(Bufr(Fine), Text(Coarse) with { Correction = 1 });

        Assert.Equal(QualityFlag.Assimilated, found["nominal.txt"].Flag);
        Assert.Equal(QualityFlag.Assimilated, found["launch.bufr"].Flag);
        Assert.All(found["launch.bufr"].Levels, level => Assert.Equal(level.PressurePa is < 10_000 or > 90_000, level.Flag == QualityFlag.Assimilated));
    }

    [Fact]
    public void Levels_that_the_fuller_report_does_not_reach_stand()
    {
        var found = Judged(Bufr([.. Fine.Where(level => level.PressurePa >= 50_000)]), Text(Coarse));

        Assert.Equal(QualityFlag.Assimilated, found["nominal.txt"].Flag);
        Assert.All(found["nominal.txt"].Levels, level => Assert.Equal(level.PressurePa < 49_000, level.Flag == QualityFlag.Assimilated));
    }

    [Theory]
    [InlineData("USM00070026", "0-20000-0-70026", true)]
    [InlineData("USM00070026", "0-20000-0-70027", false)]
    [InlineData("USW00070026", "0-20000-0-70026", false)]
    [InlineData("0-20000-0-70026", "70026", true)]
    [InlineData("0-20001-0-70026", "70026", false)]
    [InlineData("SHIP", "SHIP2", false)]
    public void Stations_are_known_by_their_number_of_WMO(string one, string other, bool same)
    {
        var found = Judged(Bufr(Fine) with { StationId = one, Time = Nominal }, Text(Coarse) with { StationId = other });

        Assert.Equal(same, found["nominal.txt"].Flag == QualityFlag.Duplicate);
    }

    [Theory]
    [InlineData(90, 0.0, true)]
    [InlineData(-90, 0.0, true)]
    [InlineData(91, 0.0, false)]
    [InlineData(53, 0.3, true)]
    [InlineData(53, 0.8, false)]
    public void Ascents_of_other_times_or_temperatures_both_stand(int minutes, double differing, bool same)
    {
        ProfileLevel[] levels = [.. Coarse.Select(level => level with { TemperatureK = level.TemperatureK + (float)differing })];

        var found = Judged(Bufr(Fine) with { Time = Nominal.AddMinutes(minutes) }, Text(levels));

        Assert.Equal(same, found["nominal.txt"].Flag == QualityFlag.Duplicate);
        Assert.Equal(QualityFlag.Assimilated, found["launch.bufr"].Flag);
    }

    [Fact]
    public void Three_levels_in_common_are_needed()
    {
        Assert.Equal(QualityFlag.Assimilated, Judged(Bufr(Fine), Text(Coarse[..2]))["nominal.txt"].Flag);
        Assert.Equal(QualityFlag.Duplicate, Judged(Bufr(Fine), Text(Coarse[..3]))["nominal.txt"].Flag);
        ProfileLevel[] rounded = [.. Coarse.Select(level => level with { PressurePa = level.PressurePa + 50 })];
        Assert.Equal(QualityFlag.Duplicate, Judged(Bufr(Fine), Text(rounded))["nominal.txt"].Flag);
        ProfileLevel[] between = [.. Coarse.Select(level => level with { PressurePa = level.PressurePa + 400 }).Where(level => level.PressurePa < 60_000)];
        Assert.Equal(QualityFlag.Assimilated, Judged(Bufr(Fine), Text(between))["nominal.txt"].Flag);
    }

    [Fact]
    public void Parts_of_one_name_and_time_are_one_ascent_and_all_are_flagged_where_another_stands()
    {
        TemperatureProfile[] parts = [Text(Coarse[..3]), Text(Coarse[3..]) with { Source = "above.txt" }];
        Assert.All(Judged(parts).Values, part => Assert.Equal(QualityFlag.Assimilated, part.Flag));

        var found = Judged([Bufr(Fine), .. parts]);
        Assert.Equal((QualityFlag.Duplicate, QualityFlag.Duplicate), (found["nominal.txt"].Flag, found["above.txt"].Flag));
    }

    [Fact]
    public void What_was_refused_stands_for_nothing()
    {
        var refused = Bufr(Fine) with { Flag = QualityFlag.BadPosition };
        Assert.Equal(QualityFlag.Assimilated, Judged(refused, Text(Coarse))["nominal.txt"].Flag);

        var bad = Bufr([.. Fine.Select(level => level with { Flag = QualityFlag.OutOfRange })]);
        Assert.Equal(QualityFlag.Assimilated, Judged(bad, Text(Coarse))["nominal.txt"].Flag);
    }

    private static ProfileLevel At(float pressurePa) => new(pressurePa, 200 + (90 * MathF.Pow(pressurePa / 100_000, 0.4f)));

    private static TemperatureProfile Bufr(ProfileLevel[] levels) => new()
    {
        StationId = "0-20000-0-10410",
        Time = Nominal.AddMinutes(-53),
        Levels = levels,
        Source = "launch.bufr",
        SourceRecord = 7,
    };

    private static TemperatureProfile Text(ProfileLevel[] levels) => new()
    {
        StationId = "0-20000-0-10410",
        Time = Nominal,
        Levels = levels,
        Source = "nominal.txt",
        SourceRecord = 3,
    };

    private static Dictionary<string, TemperatureProfile> Judged(params TemperatureProfile[] profiles)
    {
        var core = ObservationWindows.Create(new WindowOptions { IdleTimeout = Timeout.InfiniteTimeSpan });
        var offset = 0;
        foreach (var profile in profiles)
        {
            core.Add(new SourceOffset(Partition, offset++), profile.Time, Nominal.AddDays(1), Observation.Of(profile));
        }

        core.Progress(new SourceOffset(Partition, offset), null, end: true, Nominal.AddDays(1));
        Assert.True(core.TryClose(out var window));
        return window.WithCorrections().Items.Select(item => item.Profile!).ToDictionary(profile => profile.Source);
    }
}
