using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Model;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class ProfileSelectionTests
{
    private static readonly ModelFolder Model = ModelFolder.Open(BundledModel.Folder);
    private static readonly Cycle Cycle = CycleSchedule.SixHourly.CycleAt(new DateTimeOffset(1987, 1, 11, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Of_an_ascent_with_hundreds_of_levels_the_nearest_to_each_level_of_the_model_stands_for_it()
    {
        // Every 5 hPa from the ground to 10 hPa.
        var profile = Profile([.. Enumerable.Range(2, 200).Select(five => Normal(5 * five))]);

        var found = Of(profile);

        Assert.Equal([3_000, 10_000, 20_000, 30_000, 50_000, 70_000, 85_000, 92_500], found.Select(one => (int)one.PressurePa));
        Assert.All(found, one => Assert.Equal(QualityFlag.Assimilated, one.Flag));
        Assert.Equal(Enumerable.Range(0, 8), found.Select(one => (int)MathF.Round(one.Level + one.Weight)));
        Assert.All(found, one => Assert.Equal(one.ObservedK, one.ClimatologyK, 0.01f));
        Assert.All(found, one => Assert.Equal(one.ClimatologyK, one.BackgroundK));
    }

    [Fact]
    public void Where_the_level_itself_is_flagged_it_is_told_of_and_the_next_usable_one_stands()
    {
        var found = Of(Profile([Normal(850) with { Flag = QualityFlag.OutOfRange }, Normal(840) with { TemperatureK = float.NaN }, Normal(830), Normal(820)]));

        Assert.Equal([(85_000f, QualityFlag.OutOfRange), (83_000f, QualityFlag.Assimilated)], found.Select(one => (one.PressurePa, one.Flag)));
    }

    [Fact]
    public void Parts_of_an_ascent_count_once_and_of_one_level_the_correction()
    {
        var first = Profile([Normal(850), Normal(500)]);
        var found = Of(
            first, first with { Levels = [Normal(848), Normal(300)] }, first with { Levels = [Normal(500) with { TemperatureK = Normal(500).TemperatureK + 1 }], Correction = 1 },
            first with { Levels = [Normal(700)], Flag = QualityFlag.Duplicate }, first with { Time = Cycle.Time.AddHours(-1), Levels = [Normal(850)] });

        Assert.Equal([30_000f, 50_000, 85_000, 85_000], found.Select(one => one.PressurePa));
        Assert.Equal(1, found[1].Profile.Correction);
    }

    [Fact]
    public void What_is_withheld_or_flagged_as_a_whole_is_verified_and_does_not_guide()
    {
        var profile = Profile([Normal(850), Normal(500) with { Flag = QualityFlag.Inconsistent }]);
        Assert.Equal([QualityFlag.Inconsistent, QualityFlag.Passive], Of(profile with { Flag = QualityFlag.Passive }).Select(one => one.Flag));
        Assert.Empty(Of(profile with { Flag = QualityFlag.BadPosition, LatitudeDegrees = null }));
        Assert.Empty(Of(profile with { LatitudeDegrees = 91 }));
        Assert.Empty(new GuidedTemperatures(Model, new AnalystOptions()).Of([], Of(profile with { Flag = QualityFlag.Passive })));
    }

    [Fact]
    public void A_level_far_from_the_background_is_rejected_alone_with_its_numbers()
    {
        var found = Of(Profile([Normal(850), Normal(500) with { TemperatureK = Normal(500).TemperatureK + 60 }]));

        Assert.Equal([QualityFlag.FirstGuessDeparture, QualityFlag.Assimilated], found.Select(one => one.Flag));
        Assert.StartsWith("departs by +60.0 K from the background (at most ", found[0].Reason, StringComparison.Ordinal);
        Assert.Equal("", found[1].Reason);
    }

    private static IReadOnlyList<ProfileTemperature> Of(params TemperatureProfile[] profiles) => new ProfileSelection(Model, new AnalystOptions()).Temperatures(
        new CycleObservations(Cycle, [], []) { Profiles = profiles }, new BackgroundFields(Model.Climatology.Scaling, Cycle.Time, null));

    private static TemperatureProfile Profile(ProfileLevel[] levels) => new()
    {
        StationId = "10868",
        Time = Cycle.Time,
        LatitudeDegrees = 48.2,
        LongitudeDegrees = 11.6,
        Levels = levels,
    };

    /// <summary>What climatology has at a pressure above the site of <see cref="Profile"/>; that of the nearest level beyond them.</summary>
    private static ProfileLevel Normal(float hectopascals)
    {
        var pressures = Model.Climatology.Grid.PressureLevelsPa;
        var at = Model.Climatology.Grid.Horizontal.Interpolate(48.2, 11.6);
        var (level, weight) = new ProfileThinning(pressures).Between(100 * hectopascals);
        var (above, below) = (at.Apply(Model.Climatology.Temperature(level).FieldAt(Cycle.Time)), at.Apply(Model.Climatology.Temperature(level + 1).FieldAt(Cycle.Time)));
        return new ProfileLevel(100 * hectopascals, ((1 - weight) * above) + (weight * below));
    }
}
