using Slams.Pictures.Maps;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;
using Slams.Testing;

namespace Slams.Pictures.Tests.Maps;

public sealed class MapLayoutTests
{
    public static TheoryData<string, double, double, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, double, double, int>();
            foreach (var name in MapProjections.Names)
            {
                cases.Add(name, 1156, 640, 1);
                cases.Add(name, 376, 200, 2);
                cases.Add(name, 800, 2000, 2);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Everything_has_its_own_place_within(string name, double width, double height, int bars)
    {
        var (content, projection) = (new Area(20, 70, 20 + width, 70 + height), MapProjections.Of(name, null));

        var layout = MapLayout.Of(content, projection, bars);

        Area[] areas = [layout.Map, .. layout.Bars];
        Assert.Equal(bars, layout.Bars.Count);
        Assert.All(areas, area => Assert.True(
            area.Width > 0 && area.Height > 0 && area.Left >= content.Left - 1e-9 && area.Right <= content.Right + 1e-9
            && area.Top >= content.Top - 1e-9 && area.Bottom <= content.Bottom + 1e-9));
        Assert.All(layout.Bars, bar => Assert.True(bar.Top >= layout.Map.Bottom));
        Assert.True(bars == 1 || layout.Bars[0].Right < layout.Bars[1].Left);
        Assert.Equal(projection.HalfWidth / projection.HalfHeight, layout.Map.Width / layout.Map.Height, 6);
    }

    [Fact]
    public void The_usual_size_is_filled_by_its_map()
    {
        SystemFonts.Require();
        foreach (var projection in MapProjections.Names.Select(name => MapProjections.Of(name, null)))
        {
            var size = MapPicture.UsualSize(projection, 192);
            using var sheet = new Sheet(size, "Title", "Origin", "Foot");
            var layout = MapLayout.Of(sheet.Content, projection, 1);

            Assert.Equal(192, size.Dpi);
            Assert.True(layout.Map.Width > 0.98 * sheet.Content.Width);
            Assert.True(layout.Bars[0].Bottom > sheet.Content.Bottom - 40);
        }
    }

    [Fact]
    public void North_is_up_and_east_is_right()
    {
        var projection = new Equirectangular(0);
        var layout = new MapLayout(new Area(100, 50, 460, 230), []);

        Assert.Equal((100, 50), layout.Place(new PlanePoint(-180, 90), projection));
        Assert.Equal((370, 110), layout.Place(new PlanePoint(90, 30), projection));
    }
}
