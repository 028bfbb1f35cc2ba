using Slams.Pictures.Colours;
using Slams.Pictures.Tests.Support;

namespace Slams.Pictures.Tests.Colours;

public sealed class ColourMapTests
{
    public static TheoryData<string> Kinds => [.. Vision.Kinds];

    private static double[] Lightness(IEnumerable<Rgb> colours) => [.. colours.Select(OkLch.LightnessOf)];

    [Fact]
    public void Sequential_maps_grow_lighter_evenly()
    {
        foreach (var map in new[] { ColourMap.Temperature, ColourMap.Spread })
        {
            // Over sixteenths, so that the rounding of bytes does not matter.
            var steps = Lightness(Enumerable.Range(0, 17).Select(i => map.At(i / 16.0))).Pairwise((low, high) => high - low).ToArray();
            Assert.All(steps, step => Assert.InRange(step, 0.6 * steps.Average(), 1.6 * steps.Average()));
            Assert.True(OkLch.LightnessOf(map.At(1)) - OkLch.LightnessOf(map.At(0)) > 0.7);
        }
    }

    [Fact]
    public void No_colour_of_a_sequential_map_is_darker_than_the_one_before()
    {
        foreach (var map in new[] { ColourMap.Temperature, ColourMap.Spread })
        {
            // A byte of blue weighs a thousandth.
            Assert.All(Lightness(map.Colours).Pairwise((low, high) => high - low), step => Assert.True(step > -0.001));
        }
    }

    [Fact]
    public void Differences_are_lightest_in_the_middle_and_the_same_on_both_sides()
    {
        var lightness = Lightness(ColourMap.Difference.Colours);

        Assert.All(lightness[..127].Pairwise((low, high) => high - low), step => Assert.True(step > -0.003));
        Assert.All(lightness[129..].Pairwise((low, high) => high - low), step => Assert.True(step < 0.003));
        Assert.All(Enumerable.Range(0, 128), i => Assert.Equal(lightness[i], lightness[255 - i], 0.06));
        Assert.True(lightness[127] > 0.95);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_colour_blind_see_the_order_of_values(string kind)
    {
        foreach (var map in new[] { ColourMap.Temperature, ColourMap.Spread })
        {
            var seen = Lightness(Enumerable.Range(0, 33).Select(i => Vision.See(map.At(i / 32.0), kind)));
            Assert.All(seen.Pairwise((low, high) => high - low), step => Assert.True(step > 0));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_colour_blind_see_the_sign_of_a_difference(string kind)
    {
        for (var share = 0.1; share <= 0.5; share += 0.1)
        {
            var (less, more) = (OkLch.LabOf(Vision.See(ColourMap.Difference.At(0.5 - share), kind)), OkLch.LabOf(Vision.See(ColourMap.Difference.At(0.5 + share), kind)));
            Assert.True(Math.Sqrt(Math.Pow(less.A - more.A, 2) + Math.Pow(less.B - more.B, 2)) > 0.05);
        }
    }

    [Fact]
    public void Lightness_is_that_of_the_space()
    {
        Assert.Equal(1, OkLch.LightnessOf(new Rgb(255, 255, 255)), 3);
        Assert.Equal(0, OkLch.LightnessOf(default), 3);
        // Published for sRGB red: 0.62796.
        Assert.Equal(0.628, OkLch.LightnessOf(new Rgb(255, 0, 0)), 3);
        Assert.Equal(0.42, OkLch.LightnessOf(new OkLch(0.42, 0.17, 300).ToRgb()), 2);
    }

    [Fact]
    public void Ends_hold_what_lies_outside()
    {
        var scale = new ColourScale(ColourMap.Temperature, 200, 300);

        Assert.Equal(scale.Of(200), scale.Of(-1000));
        Assert.Equal(scale.Of(300), scale.Of(1000));
        Assert.Equal(ColourMap.Temperature.Colours[128], scale.Of(250.2));
        Assert.Equal(Rgb.Missing, scale.Of(double.NaN));
    }
}
