using Slams.Core.Grids;
using Slams.Core.Quality;
using Slams.Core.Randomness;

namespace Slams.Core.Tests.Quality;

public sealed class NearestSitesTests
{
    [Theory]
    [InlineData(5, 0.3)]
    [InlineData(12, 0.05)]
    [InlineData(1, 2)]
    public void The_nearest_are_those_that_comparing_all_finds(int count, double chord)
    {
        const int sites = 400;
        double[] latitudes = [.. Enumerable.Range(0, sites).Select(i => Math.Round(Math.Asin((2 * CounterRandom.Uniform(1, 1, (ulong)i)) - 1) * 180 / Math.PI, 0))];
        double[] longitudes = [.. Enumerable.Range(0, sites).Select(i => Math.Round(720 * CounterRandom.Uniform(1, 2, (ulong)i), 0) - 360)];
        var nearest = new NearestSites(latitudes, longitudes);

        for (var site = 0; site < sites; site++)
        {
            var expected = Enumerable.Range(0, sites)
                .Where(other => other != site && nearest.Chord(site, other) <= chord)
                .OrderBy(other => nearest.Chord(site, other)).ThenBy(other => other).Take(count);
            Assert.Equal(expected, nearest.Of(site, count, chord));
        }
    }

    [Fact]
    public void A_chord_goes_with_the_great_circle()
    {
        var nearest = new NearestSites([51.5, -33.9], [-0.5, 151.2]);

        var km = 2 * GreatCircle.EarthRadiusKm * Math.Asin(nearest.Chord(0, 1) / 2);
        Assert.Equal(GreatCircle.DistanceKm(51.5, -0.5, -33.9, 151.2), km, 6);
    }
}
