using Slams.Pictures.Colours;
using Slams.Pictures.Fields;
using Slams.Testing;

namespace Slams.Pictures.Tests.Fields;

public sealed class LevelFieldTests
{
    [Fact]
    public void Mean_and_spread_are_those_of_the_level()
    {
        var analysis = SyntheticAnalysis.Make((level, latitude, _) => 200 + (10 * level) + (0.1 * latitude), (level, _, _) => level + 0.5);

        var mean = LevelField.Of(analysis, 500, FieldStatistic.Mean);
        var spread = LevelField.Of(analysis, 850, FieldStatistic.Spread);

        Assert.Equal(50000, mean.PressurePa);
        Assert.Equal(210, mean.Summary.Mean, 3);
        Assert.Equal(201.25, mean.Summary.Minimum, 3);
        Assert.All(spread.Values, value => Assert.Equal(2.5f, value));
        Assert.Equal("Air temperature at 500 hPa, ensemble mean", FieldCaption.Title(mean));
        Assert.Equal("1987-01-12 00:00 UTC · revision 0 · 4 members · model model-x · run run-1", FieldCaption.Origin(mean));
    }

    [Fact]
    public void Increment_is_the_second_minus_the_first()
    {
        var (before, after) = (SyntheticAnalysis.Make(), SyntheticAnalysis.Make((level, _, _) => 223 + (30 * level), cycle: 1));

        var increment = LevelField.Increment(before, after, 100);

        Assert.All(increment.Values, value => Assert.Equal(3, value));
        Assert.Equal(
            "1987-01-12 06:00 UTC minus 1987-01-12 00:00 UTC · revision 0 · model model-x · run run-1", FieldCaption.Origin(increment));
    }

    [Fact]
    public void Mean_is_taken_over_the_area()
    {
        // Warm within 30 degrees of the equator, which is half of the globe.
        var field = LevelField.Of(SyntheticAnalysis.Make((_, latitude, _) => Math.Abs(latitude) < 30 ? 300 : 200), 500, FieldStatistic.Mean);

        Assert.Equal(250, field.Summary.Mean, 0.1);
    }

    [Fact]
    public void An_unknown_level_is_answered_with_those_there_are()
    {
        var problem = Assert.Throws<InvalidDataException>(() => LevelField.Of(SyntheticAnalysis.Make(), 510, FieldStatistic.Mean));

        Assert.Contains("no level of 510 hPa; it has 100, 500, 850 hPa", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_fields_says_why()
    {
        Assert.Contains("no memory", Refused(() => LevelField.Of(SyntheticAnalysis.Failed(), 500, FieldStatistic.Mean)), StringComparison.Ordinal);
        Assert.Contains("without a model", Refused(() => LevelField.Of(SyntheticAnalysis.WithoutFields(), 500, FieldStatistic.Mean)), StringComparison.Ordinal);
        Assert.Contains(
            "no memory", Refused(() => LevelField.Increment(SyntheticAnalysis.Make(), SyntheticAnalysis.Failed(1), 500)), StringComparison.Ordinal);
    }

    [Fact]
    public void Different_grids_have_no_difference()
    {
        var message = Refused(() => LevelField.Increment(SyntheticAnalysis.Make(), SyntheticAnalysis.Make(rows: 18), 500));

        Assert.Contains("different grids", message, StringComparison.Ordinal);
        Assert.Contains("36 × 72", message, StringComparison.Ordinal);
        Assert.Contains("18 × 36", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(221, 268, 220, 270)]
    [InlineData(250, 250, 250, 250.2)]
    [InlineData(199.9, 200.1, 199.8, 200.2)]
    public void Scales_of_means_end_at_round_numbers(double low, double high, double from, double to)
    {
        var scale = LevelField.Scale([LevelField.Of(SyntheticAnalysis.Make((_, latitude, _) => latitude > 0 ? high : low), 500, FieldStatistic.Mean)]);

        Assert.Equal((from, to), (Math.Round(scale.Low, 6), Math.Round(scale.High, 6)));
        Assert.Same(ColourMap.Temperature, scale.Map);
    }

    [Fact]
    public void Scales_of_spreads_begin_at_nothing_and_those_of_increments_are_symmetrical()
    {
        var spread = LevelField.Scale([LevelField.Of(SyntheticAnalysis.Make(spreadK: (_, _, _) => 2.3), 500, FieldStatistic.Spread)]);
        var change = SyntheticAnalysis.Make((level, latitude, _) => 220 + (30 * level) + (latitude > 0 ? 0.5 : -2.2), cycle: 1);
        var increment = LevelField.Scale([LevelField.Increment(SyntheticAnalysis.Make(), change, 500)]);
        var none = LevelField.Scale([LevelField.Increment(SyntheticAnalysis.Make(), SyntheticAnalysis.Make(), 500)]);

        Assert.Equal((0, 2.5), (spread.Low, spread.High));
        Assert.Equal((-2.5, 2.5), (increment.Low, increment.High));
        Assert.Equal((-1, 1), (none.Low, none.High));
    }

    [Theory]
    [InlineData(52.5, 13.4, "52.5° N, 13.4° E")]
    [InlineData(-33.9, 341.25, "33.9° S, 18.75° W")]
    public void Positions_are_written_with_hemispheres(double latitude, double longitude, string text) =>
        Assert.Equal(text, FieldCaption.Position(latitude, longitude));

    private static string Refused(Action draw) => Assert.Throws<InvalidDataException>(draw).Message;
}
