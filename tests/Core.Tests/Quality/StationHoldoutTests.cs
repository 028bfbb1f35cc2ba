using System.Globalization;
using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class StationHoldoutTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void Withholds_about_the_share_asked_for(double share)
    {
        var holdout = new StationHoldout(share);
        var withheld = Ids().Count(holdout.IsWithheld);
        // Four standard deviations of a binomial of 10,000.
        Assert.InRange(withheld, (10_000 * share) - 200, (10_000 * share) + 200);
    }

    [Fact]
    public void Choice_is_the_same_in_every_process()
    {
        var chosen = Ids().Where(new StationHoldout(0.1).IsWithheld).Take(3);
        Assert.Equal(["0-20000-0-00007", "0-20000-0-00020", "0-20000-0-00041"], chosen);
    }

    [Fact]
    public void Larger_share_contains_the_smaller_and_another_seed_differs()
    {
        var small = Ids().Where(new StationHoldout(0.1).IsWithheld).ToHashSet();
        Assert.Subset(Ids().Where(new StationHoldout(0.2).IsWithheld).ToHashSet(), small);
        Assert.NotEqual(small, Ids().Where(new StationHoldout(0.1, seed: 2).IsWithheld).ToHashSet());
    }

    [Fact]
    public void Only_usable_readings_become_passive()
    {
        var holdout = new StationHoldout(0.1);
        var station = Ids().First(holdout.IsWithheld);
        var passive = holdout.Apply(Readings.Good(station) with { PrecipitationFlag = QualityFlag.Missing });
        Assert.Equal(QualityFlag.Passive, passive.Flag);
        Assert.Equal(QualityFlag.Passive, passive.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Missing, passive.PrecipitationFlag);
        Assert.Equal("withheld for verification", passive.FlagReason);

        var rejected = Readings.Good(station) with { Flag = QualityFlag.BadTime };
        Assert.Same(rejected, holdout.Apply(rejected));
        var active = Readings.Good(Ids().First(id => !holdout.IsWithheld(id)));
        Assert.Same(active, holdout.Apply(active));
    }

    [Fact]
    public void Stations_of_the_list_are_passive_whatever_the_share_and_say_so()
    {
        var holdout = new StationHoldout(0.1, named: ["0-20000-0-00006", "0-276-*"]);
        Assert.Equal("passive by its name", holdout.Apply(Readings.Good("0-20000-0-00006")).FlagReason);
        Assert.Equal(QualityFlag.Passive, holdout.Apply(Readings.Good("0-276-0-100")).AirTemperatureFlag);
        Assert.True(holdout.IsWithheld("0-276-0-100"));
        Assert.Equal("withheld for verification", holdout.Apply(Readings.Good("0-20000-0-00007")).FlagReason);
        Assert.Equal(QualityFlag.Assimilated, holdout.Apply(Readings.Good("0-20000-0-00008")).Flag);
        var rejected = Readings.Good("0-20000-0-00006") with { Flag = QualityFlag.BadTime };
        Assert.Same(rejected, holdout.Apply(rejected));
    }

    [Fact]
    public void Share_of_nothing_withholds_nothing_and_nonsense_is_refused()
    {
        Assert.DoesNotContain(true, Ids().Select(new StationHoldout(0).IsWithheld));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StationHoldout(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StationHoldout(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StationHoldout(double.NaN));
    }

    private static IEnumerable<string> Ids() =>
        Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"0-20000-0-{i:00000}"));
}
