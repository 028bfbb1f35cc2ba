using Slams.Pictures.Projections;

namespace Slams.Pictures.Tests.Projections;

public sealed class ProjectionTests
{
    public static TheoryData<string> Names => [.. MapProjections.Names];

    private static IEnumerable<GeoPoint> Globe =>
        from latitude in Enumerable.Range(-8, 17)
        from longitude in Enumerable.Range(0, 24)
        select new GeoPoint(latitude * 11, (longitude * 15) + 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Places_lead_back_to_their_positions(string name)
    {
        var projection = MapProjections.Of(name, new GeoPoint(40, -100));
        var shown = 0;
        foreach (var position in Globe)
        {
            if (projection.Forward(position) is { } place)
            {
                shown++;
                Assert.InRange(Math.Abs(place.X), 0, projection.HalfWidth + 1e-9);
                Assert.InRange(Math.Abs(place.Y), 0, projection.HalfHeight + 1e-9);
                var back = Assert.NotNull(projection.Inverse(place));
                Assert.Equal(position.LatitudeDegrees, back.LatitudeDegrees, 6);
                Assert.Equal(0, Math.IEEERemainder(position.LongitudeDegrees - back.LongitudeDegrees, 360), 6);
            }
        }

        // All of it, or half.
        Assert.InRange(shown, Globe.Count() * 0.45, Globe.Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_edge_is_the_edge(string name)
    {
        var projection = MapProjections.Of(name, null);

        Assert.Equal(projection.HalfWidth, projection.Edge.Max(place => place.X), 6);
        Assert.Equal(projection.HalfHeight, projection.Edge.Max(place => place.Y), 6);
        Assert.All(projection.Edge, place => Assert.NotNull(projection.Inverse(new PlanePoint(place.X * 0.999, place.Y * 0.999))));
        Assert.Null(projection.Inverse(new PlanePoint(projection.HalfWidth * 0.999, projection.HalfHeight * 1.001)));
    }

    [Fact]
    public void Equal_Earth_has_its_published_size()
    {
        var projection = new EqualEarth(0);

        Assert.Equal(2.70663, projection.HalfWidth, 5);
        Assert.Equal(1.31737, projection.HalfHeight, 4);
        Assert.Null(projection.Inverse(new PlanePoint(2.6, 1.2)));
    }

    [Fact]
    public void Equal_Earth_keeps_areas()
    {
        var projection = new EqualEarth(0);
        foreach (var latitude in new[] { -75.0, -30, 0, 12, 50, 80 })
        {
            var (east, north) = Derivatives(projection, new GeoPoint(latitude, 60));
            Assert.Equal(1, ((east.X * north.Y) - (east.Y * north.X)) / Math.Cos(latitude * Math.PI / 180), 3);
        }
    }

    [Fact]
    public void Stereographic_keeps_angles()
    {
        var projection = Azimuthal.Stereographic(new GeoPoint(60, 20));
        foreach (var position in new[] { new GeoPoint(10, 0), new GeoPoint(70, -120), new GeoPoint(45, 80) })
        {
            var (east, north) = Derivatives(projection, position);
            var stretch = Math.Cos(position.LatitudeDegrees * Math.PI / 180);
            Assert.Equal(0, ((east.X * north.X) + (east.Y * north.Y)) / stretch, 4);
            Assert.Equal(Length(north), Length(east) / stretch, 4);
        }
    }

    [Fact]
    public void The_globe_from_afar_shows_its_near_side()
    {
        var projection = Azimuthal.Orthographic(new GeoPoint(0, 90));

        Assert.Equal(new PlanePoint(0, 0), projection.Forward(new GeoPoint(0, 90)));
        Assert.Null(projection.Forward(new GeoPoint(0, -90)));
        var north = Assert.NotNull(projection.Forward(new GeoPoint(89.9999, 0)));
        Assert.Equal(1, north.Y, 5);
        var east = Assert.NotNull(projection.Forward(new GeoPoint(0, 120)));
        Assert.Equal((0.5, 0), (Math.Round(east.X, 9), Math.Round(east.Y, 9)));
    }

    [Fact]
    public void Equirectangular_wraps_round_its_centre()
    {
        var projection = new Equirectangular(180);

        Assert.Equal(new PlanePoint(-170, 45), projection.Forward(new GeoPoint(45, 10)));
        Assert.Equal(new PlanePoint(170, 45), projection.Forward(new GeoPoint(45, -10)));
    }

    private static (PlanePoint East, PlanePoint North) Derivatives(IMapProjection projection, GeoPoint at)
    {
        const double step = 1e-4, radian = Math.PI / 180;
        var here = projection.Forward(at)!.Value;
        var east = projection.Forward(at with { LongitudeDegrees = at.LongitudeDegrees + step })!.Value;
        var north = projection.Forward(at with { LatitudeDegrees = at.LatitudeDegrees + step })!.Value;
        return (
            new PlanePoint((east.X - here.X) / (step * radian), (east.Y - here.Y) / (step * radian)),
            new PlanePoint((north.X - here.X) / (step * radian), (north.Y - here.Y) / (step * radian)));
    }

    private static double Length(PlanePoint vector) => Math.Sqrt((vector.X * vector.X) + (vector.Y * vector.Y));
}
