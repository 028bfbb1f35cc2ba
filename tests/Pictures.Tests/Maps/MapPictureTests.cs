using System.Buffers.Binary;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Pictures.Colours;
using Slams.Pictures.Fields;
using Slams.Pictures.Maps;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;
using Slams.Pictures.Tests.Support;
using Slams.Testing;

namespace Slams.Pictures.Tests.Maps;

public sealed class MapPictureTests
{
    private static readonly Rgb White = new(255, 255, 255);

    // Far from any coast, parallel or meridian of the map.
    private static readonly GeoPoint[] Seas = [new(10, -45), new(-15, -105), new(47, -165), new(-40, 105), new(15, 135), new(-45, 15), new(42, -35)];

    public MapPictureTests() => SystemFonts.Require();

    public static TheoryData<string> Names => [.. MapProjections.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_place_has_the_colour_of_its_value(string name)
    {
        // Steps far from the places looked at, so that no line of equal value passes them.
        static double Value(double latitude, double longitude) => (latitude > 0 ? 250.5 : 230.5) + (longitude > 180 ? 7 : 0);
        var field = LevelField.Of(SyntheticAnalysis.Make((level, latitude, longitude) => level == 1 ? Value(latitude, longitude) : 0), 500, FieldStatistic.Mean);
        var seen = 0;
        foreach (var centre in new GeoPoint[] { new(20, -60), new(-20, 120) })
        {
            var projection = MapProjections.Of(name, centre);
            var (size, scale) = (MapPicture.UsualSize(projection, 96), LevelField.Scale([field]));

            var picture = Draw(field, projection, size);

            Assert.Equal((size.Width, size.Height), (picture.Width, picture.Height));
            foreach (var sea in Seas)
            {
                if (Pixel(field, projection, size, sea) is { } pixel && !IsAtLimb(projection, sea))
                {
                    seen++;
                    picture.Has(scale.Of(Value(sea.LatitudeDegrees, (sea.LongitudeDegrees + 360) % 360)), pixel.X, pixel.Y);
                }
            }
        }

        Assert.True(seen >= 5);
    }

    [Fact]
    public void Beside_a_disc_the_paper_is_white()
    {
        var field = LevelField.Of(SyntheticAnalysis.Make(), 500, FieldStatistic.Mean);
        var projection = Azimuthal.Orthographic(new GeoPoint(0, 0));
        var size = MapPicture.UsualSize(projection, 96);

        var picture = Draw(field, projection, size);

        using var sheet = new Sheet(size, FieldCaption.Title(field), FieldCaption.Origin(field), "x");
        var map = MapLayout.Of(sheet.Content, projection, 1).Map;
        Assert.Equal(White, picture.At(map.Left + 8, map.Top + 8));
        Assert.Equal(White, picture.At(map.Right - 8, map.Bottom - 8));
        Assert.NotEqual(White, picture.At((map.Left + map.Right) / 2, map.Top + 8));
    }

    [Fact]
    public void Increments_are_blue_below_and_red_above_nothing()
    {
        var (before, after) = (SyntheticAnalysis.Make((_, _, _) => 250), SyntheticAnalysis.Make((_, latitude, _) => latitude > 0 ? 252 : 248, cycle: 1));
        var field = LevelField.Increment(before, after, 500);
        var projection = new Equirectangular(0);
        var size = MapPicture.UsualSize(projection, 96);

        var picture = Draw(field, projection, size);

        var (north, south) = (Pixel(field, projection, size, Seas[0])!.Value, Pixel(field, projection, size, Seas[1])!.Value);
        var (warmer, colder) = (picture.At(north.X, north.Y), picture.At(south.X, south.Y));
        Assert.True(warmer.Red > warmer.Blue + 80);
        Assert.True(colder.Blue > colder.Red + 80);
    }

    [Fact]
    public void Missing_values_are_grey()
    {
        var field = LevelField.Of(
            SyntheticAnalysis.Make((_, _, longitude) => longitude is > 20 and < 100 ? double.NaN : 250), 500, FieldStatistic.Mean);
        var projection = new Equirectangular(0);
        var size = MapPicture.UsualSize(projection, 96);

        var picture = Draw(field, projection, size);

        var place = Pixel(field, projection, size, new GeoPoint(-40, 75))!.Value;
        picture.Has(Rgb.Missing, place.X, place.Y);
    }

    [Fact]
    public void Stations_stand_where_they_are_in_the_colour_of_their_departure()
    {
        var field = LevelField.Of(SyntheticAnalysis.Make((_, _, _) => 250), 500, FieldStatistic.Mean);
        var projection = new Equirectangular(0);
        var size = MapPicture.UsualSize(projection, 192);
        StationDeparture[] stations =
        [
            Station(Seas[0], 3, QualityFlag.Assimilated), Station(Seas[1], -1.5f, QualityFlag.Passive), Station(Seas[2], 3, QualityFlag.GrossError),
            Station(Seas[3], float.NaN, QualityFlag.Assimilated), Station(new GeoPoint(double.NaN, 0), 1, QualityFlag.Assimilated),
        ];
        var scale = LevelField.Scale([field]);

        var picture = Draw(field, projection, size, stations);

        Has(Seas[0], ColourMap.Difference.At(1));
        Has(Seas[1], ColourMap.Difference.At(0.25));
        Has(Seas[2], scale.Of(250));
        Has(Seas[3], scale.Of(250));

        void Has(GeoPoint at, Rgb colour)
        {
            var (x, y) = Pixel(field, projection, size, at, bars: 2)!.Value;
            picture.Has(colour, x, y);
        }
    }

    [Fact]
    public void The_colour_bar_runs_through_the_colours()
    {
        var field = LevelField.Of(SyntheticAnalysis.Make(spreadK: (_, latitude, _) => Math.Abs(latitude) / 50), 500, FieldStatistic.Spread);
        var projection = new EqualEarth(0);
        var size = MapPicture.UsualSize(projection, 96);
        var scale = LevelField.Scale([field]);

        var picture = Draw(field, projection, size);

        using var sheet = new Sheet(size, FieldCaption.Title(field), FieldCaption.Origin(field), "x");
        var bar = MapLayout.Of(sheet.Content, projection, 1).Bars[0];
        foreach (var share in new[] { 0.1, 0.35, 0.6, 0.9 })
        {
            picture.Has(scale.Map.At(share), bar.Left + (share * bar.Width), bar.Top + 22);
        }
    }

    [Fact]
    public void The_title_tells_level_time_and_run()
    {
        var projection = new Equirectangular(0);
        var size = MapPicture.UsualSize(projection, 96);
        var (one, other) = (SyntheticAnalysis.Make(), SyntheticAnalysis.Make(cycle: 1, run: "another"));

        var drawn = new (Analysis Of, int Level)[] { (one, 500), (other, 500), (one, 850) }
            .Select(item => Draw(LevelField.Of(item.Of, item.Level, FieldStatistic.Mean), projection, size)).ToArray();

        Assert.Equal(Head(drawn[0], 0, 38), Head(drawn[1], 0, 38));
        Assert.NotEqual(Head(drawn[0], 0, 38), Head(drawn[2], 0, 38));
        Assert.NotEqual(Head(drawn[0], 44, 64), Head(drawn[1], 44, 64));
        Assert.Equal(Head(drawn[0], 44, 64), Head(drawn[2], 44, 64));
        // Some of the head is ink.
        Assert.Contains(Head(drawn[0], 0, 38), colour => OkLch.LightnessOf(colour) < 0.4);

        static List<Rgb> Head(Picture picture, int top, int bottom) =>
            [.. from y in Enumerable.Range(top, bottom - top) from x in Enumerable.Range(0, picture.Width) select picture.At(x, y)];
    }

    [Fact]
    public void The_file_tells_its_resolution()
    {
        var field = LevelField.Of(SyntheticAnalysis.Make(), 500, FieldStatistic.Mean);

        var png = MapPicture.Draw(
            field, new MapOptions { Projection = new Equirectangular(0), Size = new PictureSize(900, 700, 200), Scale = LevelField.Scale([field]) });

        var at = png.AsSpan().IndexOf("pHYs"u8);
        Assert.Equal(7874, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 4)));
        Assert.Equal(7874, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)));
        Assert.Equal(1, png[at + 12]);
        var picture = new Picture(png);
        Assert.Equal((900, 700), (picture.Width, picture.Height));
    }

    /// <summary>At the limb of the globe lines lie close together, and places among them.</summary>
    private static bool IsAtLimb(IMapProjection projection, GeoPoint position) =>
        projection is Azimuthal && projection.Forward(position) is { } place && (place.X * place.X) + (place.Y * place.Y) > 0.8;

    private static Picture Draw(LevelField field, IMapProjection projection, PictureSize size, IReadOnlyList<StationDeparture>? stations = null) => new(
        MapPicture.Draw(field, new MapOptions { Projection = projection, Size = size, Scale = LevelField.Scale([field]), Stations = stations }));

    private static StationDeparture Station(GeoPoint at, float departure, QualityFlag flag) =>
        new("s", at.LatitudeDegrees, at.LongitudeDegrees, 280 + departure, 279, 280, 1, 275, flag);

    private static (double X, double Y)? Pixel(LevelField field, IMapProjection projection, PictureSize size, GeoPoint position, int bars = 1)
    {
        using var sheet = new Sheet(size, FieldCaption.Title(field), FieldCaption.Origin(field), "x");
        var layout = MapLayout.Of(sheet.Content, projection, bars);
        if (projection.Forward(position) is not { } place)
        {
            return null;
        }

        var (x, y) = layout.Place(place, projection);
        return (x * size.Scale, y * size.Scale);
    }
}
