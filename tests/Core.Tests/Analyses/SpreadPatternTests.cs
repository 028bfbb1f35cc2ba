using Slams.Core.Analyses;
using Slams.Core.Grids;

namespace Slams.Core.Tests.Analyses;

public sealed class SpreadPatternTests
{
    private static readonly DateTimeOffset Winter = new(1987, 1, 15, 0, 0, 0, TimeSpan.Zero), Summer = new(1987, 7, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly LatLonGrid Grid = new([-82.5, -67.5, -30, -7.5, 7.5, 30, 67.5, 82.5], [0, 180]);

    [Fact]
    public void The_same_factor_everywhere_is_that_factor() => Assert.All(
        SpreadPattern.Of([0.5f, 2f]).FactorsAt(Grid, Winter).Select((factor, i) => (factor, Expected: i < Grid.Rows ? 0.5f : 2f)),
        pair => Assert.Equal(pair.Expected, pair.factor, 1e-6f));

    [Fact]
    public void What_the_north_has_in_winter_the_south_has_half_a_year_later()
    {
        var pattern = Pattern();

        Assert.Equal(pattern.FactorsAt(Grid, Winter), pattern.FactorsAt(Grid, Summer).Reverse(), (left, right) => Math.Abs(left - right) < 1e-4);
    }

    [Fact]
    public void Between_the_middles_of_bands_the_logarithm_is_linear_and_the_season_fades_at_the_equator()
    {
        var factors = Pattern().FactorsAt(Grid, Winter);

        // Middles of the last two bands; 30 degrees is halfway between the second and third; 7.5 degrees half in the tropics.
        Assert.Equal(Math.Exp(0.6 + 0.06), factors[7], 1e-4);
        Assert.Equal(Math.Exp(0.5 + 0.05), factors[6], 1e-4);
        Assert.Equal(Math.Exp(0.25 + 0.025), factors[5], 1e-4);
        Assert.Equal(Math.Exp(0.1 + (0.5 * 0.01)), factors[4], 1e-4);
        Assert.Equal(Math.Exp(0.6 - 0.06), factors[0], 1e-4);
    }

    [Fact]
    public void One_after_the_other_the_factors_multiply()
    {
        var both = SpreadPattern.Of([2f]).Then(Pattern()).FactorsAt(Grid, Summer);

        Assert.All(both.Zip(Pattern().FactorsAt(Grid, Summer)), pair => Assert.Equal(2 * pair.Second, pair.First, 1e-4f));
        Assert.Throws<ArgumentException>(() => SpreadPattern.Of([1f, 1f]).Then(Pattern()));
    }

    private static SpreadPattern Pattern() => new()
    {
        Annual = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f],
        Seasonal = [0.01f, 0.02f, 0.03f, 0.04f, 0.05f, 0.06f],
    };
}
