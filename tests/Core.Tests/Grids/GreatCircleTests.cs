using Slams.Core.Grids;

namespace Slams.Core.Tests.Grids;

public sealed class GreatCircleTests
{
    private const double QuarterKm = Math.PI / 2 * GreatCircle.EarthRadiusKm;

    [Theory]
    [InlineData(0, 0, 90, 123, 1)]
    [InlineData(-90, 40, 90, -70, 2)]
    [InlineData(0, -180, 0, 90, 1)]
    [InlineData(0, 350, 0, -10, 0)]
    [InlineData(60, 0, 60, 180, 2.0 / 3)]
    [InlineData(12.5, 33, 12.5, 33 + 360, 0)]
    public void Parts_of_great_circles_have_their_lengths(double latitude, double longitude, double otherLatitude, double otherLongitude, double quarters) =>
        Assert.Equal(quarters * QuarterKm, GreatCircle.DistanceKm(latitude, longitude, otherLatitude, otherLongitude), 1e-4);

    [Fact]
    public void Short_distances_keep_their_digits() =>
        Assert.Equal(QuarterKm / 90 / 1000, GreatCircle.DistanceKm(47, 8, 47.001, 8), 1e-7);
}
