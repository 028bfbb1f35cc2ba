using Slams.Pictures.Maps;
using Slams.Pictures.Projections;

namespace Slams.Pictures.Tests.Maps;

public sealed class MapLinesTests
{
    public static TheoryData<string> Names => [.. MapProjections.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_line_runs_across_the_map(string name)
    {
        var projection = MapProjections.Of(name, new GeoPoint(-20, 133));

        var pieces = Coastline.Lines.Concat(MapLines.Graticule).SelectMany(line => MapLines.Project(line, projection)).ToArray();

        Assert.NotEmpty(pieces);
        // A step of a degree is a thirtieth of the map at the very most.
        Assert.All(pieces.SelectMany(piece => piece.Zip(piece.Skip(1))), step => Assert.True(
            Math.Abs(step.First.X - step.Second.X) < projection.HalfWidth / 15 && Math.Abs(step.First.Y - step.Second.Y) < projection.HalfHeight / 15));
    }

    [Fact]
    public void A_line_over_the_seam_comes_in_two()
    {
        var pieces = MapLines.Project([new GeoPoint(10, 170), new GeoPoint(10, 190)], new Equirectangular(0)).ToArray();

        Assert.Equal(2, pieces.Length);
        Assert.All(pieces[0], place => Assert.True(place.X >= 170));
        Assert.All(pieces[1], place => Assert.True(place.X <= -170));
    }

    [Fact]
    public void What_is_behind_the_globe_is_left_out()
    {
        var projection = Azimuthal.Orthographic(new GeoPoint(0, 0));
        GeoPoint[] equator = [new(0, -180), new(0, 0), new(0, 180)];

        var piece = Assert.Single(MapLines.Project(equator, projection));

        Assert.Equal(-1, piece.Min(place => place.X), 3);
        Assert.Equal(1, piece.Max(place => place.X), 3);
    }

    [Fact]
    public void The_coast_is_where_it_is()
    {
        Assert.All(Coastline.Lines.SelectMany(line => line), point => Assert.True(Math.Abs(point.LatitudeDegrees) <= 90 && Math.Abs(point.LongitudeDegrees) <= 180));
        // Cape Agulhas is near 35° S, 20° E, also on a coarse mask.
        Assert.Contains(Coastline.Lines.SelectMany(line => line), point => Math.Abs(point.LatitudeDegrees + 34) < 3 && Math.Abs(point.LongitudeDegrees - 20) < 3);
    }
}
