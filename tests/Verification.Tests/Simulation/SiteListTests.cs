using Slams.Verification.Samples;
using Slams.Verification.Simulation;

namespace Slams.Verification.Tests.Simulation;

public sealed class SiteListTests
{
    private static readonly Site[] Sites =
        [.. Enumerable.Range(1, 500).Select(i =>
            new Site($"0-20000-0-{i:00000}", (i % 170) - 85.5, (i % 350) - 170.25, i % 3 == 0 ? null : i))];

    [Fact]
    public void Written_list_reads_back()
    {
        var text = new StringWriter();
        SiteList.Write(text, Sites);
        Assert.Equal(Sites, SiteList.Read(new StringReader(text.ToString()), "sites"));
    }

    [Theory]
    [InlineData("station,lat,lon\n", "first line")]
    [InlineData("station_id,latitude,longitude,elevation_m\na,91,0,5\n", "line 2")]
    [InlineData("station_id,latitude,longitude,elevation_m\na,1,2,\nb,1,2\n", "line 3")]
    [InlineData("station_id,latitude,longitude,elevation_m\na,1,2,\na,1,3,\n", "occurs twice")]
    public void Broken_lists_are_refused_with_the_line(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => SiteList.Read(new StringReader(text), "sites.csv"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_does_not_depend_on_order_and_grows_by_adding()
    {
        var hundred = SiteList.Draw(Sites, 100, seed: 5);
        Assert.Equal(hundred, SiteList.Draw([.. Sites.Reverse()], 100, seed: 5));
        Assert.Subset(SiteList.Draw(Sites, 200, seed: 5).ToHashSet(), hundred.ToHashSet());
        Assert.NotEqual(hundred, SiteList.Draw(Sites, 100, seed: 6));
        Assert.Equal(hundred.OrderBy(site => site.StationId, StringComparer.Ordinal), hundred);
        Assert.Throws<ArgumentException>(() => SiteList.Draw(Sites, 501, seed: 5));
    }

    [Fact]
    public void Decoded_reports_give_every_station_once_under_its_wigos_identifier()
    {
        const string reports = """
            wmo,lat,lon,elev_m,time,t2m_k
            3772,51.47999999999999,-0.45,25,2018-11-02T12:00Z,280
            3772,51.48,-0.45,25,2018-11-02T12:00Z,
            89009,-90.00000000000001,0.0,2835,2018-11-02T12:00Z,
            10007,95,8,5,2018-11-02T12:00Z,
            10008,0.0,0.0,5,2018-11-02T12:00Z,
            10009,54,8,,2018-11-02T12:00Z,
            x,54,8,,2018-11-02T12:00Z,
            """;
        Assert.Equal(
            [new Site("0-20000-0-03772", 51.48, -0.45, 25), new("0-20000-0-10009", 54, 8, null), new("0-20000-0-89009", -90, 0, 2835)],
            SynopSiteList.FromReports(new StringReader(reports)));
        Assert.Throws<InvalidDataException>(() => SynopSiteList.FromReports(new StringReader("a,b\n")));
    }
}
