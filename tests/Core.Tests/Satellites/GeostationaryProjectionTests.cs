using Slams.Core.Satellites;

namespace Slams.Core.Tests.Satellites;

public sealed class GeostationaryProjectionTests
{
    private static readonly GeostationaryProjection Goes = new(-75, 35_786_023, 6_378_137, 6_356_752.31414);

    /// <summary>The worked example of the GOES-R Product Definition and User's Guide, volume 3.</summary>
    [Fact]
    public void The_guides_example()
    {
        Assert.True(Goes.TryLocate(-0.024052, 0.095340, out var place));

        Assert.Equal(33.846162, place.LatitudeDegrees, 5e-6);
        Assert.Equal(-84.690932, place.LongitudeDegrees, 5e-6);
    }

    [Fact]
    public void Below_the_satellite_it_stands_in_the_zenith()
    {
        Assert.True(Goes.TryLocate(0, 0, out var place));

        Assert.Equal((0, -75, 1), (place.LatitudeDegrees, place.LongitudeDegrees, place.CosineOfZenith));
        // Height squared over the radii of curvature at the equator, a (1 - e²) and a.
        Assert.Equal(Math.Pow(35_786_023 / 6_356_752.31414, 2), place.Area, 1e-6);
    }

    [Theory]
    [InlineData(0.152, 0)]
    [InlineData(0, -0.1519)]
    [InlineData(0.11, 0.11)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(Math.PI, 0)]
    public void Beside_the_earth_there_is_no_place(double x, double y) => Assert.False(Goes.TryLocate(x, y, out _));

    [Fact]
    public void Longitudes_cross_the_date_line()
    {
        var west = new GeostationaryProjection(-137.2, 35_786_023, 6_378_137, 6_356_752.31414);

        Assert.True(west.TryLocate(-0.14, 0.02, out var place));

        Assert.InRange(place.LongitudeDegrees, 160, 180);
    }

    /// <summary>Satellite, place and the earth's centre are a triangle: on a sphere its angles and sides are known.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    [InlineData(-0.145)]
    public void Zenith_angle_on_a_sphere(double angle)
    {
        var sphere = new GeostationaryProjection(0, 35_786_023, 6_378_137, 6_378_137);
        var zenith = Math.Asin((35_786_023 + 6_378_137) / 6_378_137.0 * Math.Abs(Math.Sin(angle)));

        Assert.True(sphere.TryLocate(angle, 0, out var east) & sphere.TryLocate(0, angle, out var north));

        Assert.Equal(Math.Cos(zenith), east.CosineOfZenith, 1e-12);
        Assert.Equal(Math.Cos(zenith), north.CosineOfZenith, 1e-12);
        Assert.Equal((zenith - Math.Abs(angle)) * (180 / Math.PI), Math.Abs(east.LongitudeDegrees), 1e-9);
        Assert.Equal((zenith - Math.Abs(angle)) * (180 / Math.PI), Math.Abs(north.LatitudeDegrees), 1e-9);
    }

    /// <summary>The areas of all pixels nearer than 60 degrees to the zenith are that of the cap that they cover.</summary>
    [Fact]
    public void Areas_add_up_to_the_cap_that_is_seen()
    {
        const double Step = 0.0004;
        var sphere = new GeostationaryProjection(0, 35_786_023, 6_378_137, 6_378_137);
        var sum = 0.0;
        for (var i = -380; i < 380; i++)
        {
            for (var j = -380; j < 380; j++)
            {
                sum += sphere.TryLocate((i + 0.5) * Step, (j + 0.5) * Step, out var place) && place.CosineOfZenith >= 0.5 ? place.Area * Step * Step : 0;
            }
        }

        var radius = (Math.PI / 3) - Math.Asin(6_378_137.0 / (35_786_023 + 6_378_137) * Math.Sin(Math.PI / 3));
        Assert.Equal(1, sum / (2 * Math.PI * (1 - Math.Cos(radius))), 0.001);
    }

    /// <summary>On the ellipsoid, the area between neighbouring lines of sight is cos φ dφ dλ.</summary>
    [Theory]
    [InlineData(-0.024052, 0.095340)]
    [InlineData(0.1, -0.05)]
    [InlineData(0.01, 0.14)]
    public void Area_is_that_between_neighbouring_lines_of_sight(double x, double y)
    {
        const double Step = 1e-5;
        Assert.True(Goes.TryLocate(x - Step, y, out var west) & Goes.TryLocate(x + Step, y, out var east));
        Assert.True(Goes.TryLocate(x, y - Step, out var south) & Goes.TryLocate(x, y + Step, out var north));
        Assert.True(Goes.TryLocate(x, y, out var place));
        static double Sine(SeenPlace at) => Math.Sin(at.LatitudeDegrees * Math.PI / 180);
        var determinant = ((east.LongitudeDegrees - west.LongitudeDegrees) * (Sine(north) - Sine(south)))
            - ((north.LongitudeDegrees - south.LongitudeDegrees) * (Sine(east) - Sine(west)));

        Assert.Equal(1, place.Area * 4 * Step * Step / (determinant * Math.PI / 180), 1e-5);
    }

    [Theory]
    [InlineData(double.NaN, 35_786_023, 6_378_137, 6_356_752)]
    [InlineData(-75, double.NaN, 6_378_137, 6_356_752)]
    [InlineData(-75, 1, 6_378_137, 6_356_752)]
    [InlineData(-75, 35_786_023, double.PositiveInfinity, 6_356_752)]
    [InlineData(-75, 35_786_023, 6_378_137, 6_378_138)]
    [InlineData(-75, 35_786_023, 6_378_137, 0)]
    public void What_is_no_satellite_above_the_earth_is_refused(double longitude, double height, double semiMajor, double semiMinor)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new GeostationaryProjection(longitude, height, semiMajor, semiMinor));
        Assert.Contains("is none of a satellite above the earth", refusal.Message, StringComparison.Ordinal);
    }
}
