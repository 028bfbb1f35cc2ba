using System.Globalization;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

public sealed class PositionTests(PublishedCycles cycles) : IClassFixture<PublishedCycles>
{
    [Theory]
    [InlineData(11, 48)]
    [InlineData(-178.5, -33.3)]
    [InlineData(358, 12)]
    [InlineData(20, 89.5)]
    public async Task Profile_is_interpolated_between_four_points_with_its_spread(double longitude, double latitude)
    {
        var coverage = await cycles.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"position?coords=POINT({longitude}%20{latitude})"));

        Assert.Equal("VerticalProfile", coverage.GetProperty("domain").GetProperty("domainType").GetString());
        Assert.Equal([30, 100, 200, 300, 500, 700, 850, 925], PublishedCycles.Axis(coverage, "z"));
        var analysis = SyntheticAnalysis.Make(3);
        var mean = PublishedCycles.Range(coverage, "air_temperature");
        var spread = PublishedCycles.Range(coverage, "air_temperature_spread");
        for (var level = 0; level < 8; level++)
        {
            Assert.Equal(ByHand(analysis.MeanK, level, longitude, latitude), mean[level], 1e-3);
            Assert.Equal(ByHand(analysis.SpreadK, level, longitude, latitude), spread[level], 1e-4);
        }
    }

    [Fact]
    public async Task Series_has_a_value_for_each_analysis_of_the_interval()
    {
        var coverage = await cycles.QueryAsync(
            "position?coords=POINT(11 48)&z=850&parameter-name=air_temperature&datetime=1987-01-11T12:00Z/..");

        Assert.Equal("PointSeries", coverage.GetProperty("domain").GetProperty("domainType").GetString());
        Assert.Equal(
            ["1987-01-11T12:00:00Z", "1987-01-11T18:00:00Z", "1987-01-12T00:00:00Z"],
            coverage.GetProperty("domain").GetProperty("axes").GetProperty("t").GetProperty("values").EnumerateArray().Select(v => v.GetString()));
        var values = PublishedCycles.Range(coverage, "air_temperature");
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(ByHand(SyntheticAnalysis.Make(n + 1).MeanK, 6, 11, 48), values[n], 1e-3);
        }

        Assert.False(coverage.GetProperty("ranges").TryGetProperty("air_temperature_spread", out _));
    }

    [Theory]
    [InlineData("850", new double[] { 850 })]
    [InlineData("850,30", new double[] { 30, 850 })]
    [InlineData("700/925", new double[] { 700, 850, 925 })]
    [InlineData("925/700", new double[] { 700, 850, 925 })]
    [InlineData("R3/300/200", new double[] { 300, 500, 700 })]
    public async Task Levels_are_one_a_list_an_interval_or_a_recurrence(string z, double[] expected) =>
        Assert.Equal(expected, PublishedCycles.Axis(await cycles.QueryAsync($"position?coords=POINT(11 48)&z={z}"), "z"));

    [Fact]
    public async Task Several_points_make_a_collection_of_points()
    {
        var collection = await cycles.QueryAsync("position?coords=MULTIPOINT((11 48),(-60 -3))&z=500&datetime=1987-01-11T06:00:00Z");

        var coverages = collection.GetProperty("coverages").EnumerateArray().ToList();
        Assert.Equal(2, coverages.Count);
        Assert.All(coverages, coverage => Assert.Equal("Point", coverage.GetProperty("domain").GetProperty("domainType").GetString()));
        var analysis = SyntheticAnalysis.Make(0);
        Assert.Equal(ByHand(analysis.MeanK, 4, 11, 48), PublishedCycles.Range(coverages[0], "air_temperature")[0], 1e-3);
        Assert.Equal(ByHand(analysis.MeanK, 4, -60, -3), PublishedCycles.Range(coverages[1], "air_temperature")[0], 1e-3);
    }

    [Fact]
    public async Task Csv_has_a_line_for_each_time_and_level()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "edr/collections/analysis/position?coords=POINT(11 48)&z=500,850&datetime=1987-01-11T06:00Z/1987-01-11T12:00Z");
        request.Headers.Accept.ParseAdd("text/csv");
        using var response = await cycles.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("time,pressure_hPa,latitude,longitude,air_temperature_K,air_temperature_spread_K", lines[0]);
        Assert.Equal(6, lines.Length);
        var cells = lines[2].Split(',');
        Assert.Equal(["1987-01-11T06:00:00Z", "850", "48", "11"], cells[..4]);
        Assert.Equal(ByHand(SyntheticAnalysis.Make(0).MeanK, 6, 11, 48), double.Parse(cells[4], CultureInfo.InvariantCulture), 1e-3);
    }

    // From the four corners found by search, without the service's own stencil.
    private static double ByHand(float[] state, int level, double longitude, double latitude)
    {
        var grid = SyntheticAnalysis.Grid.Horizontal;
        var east = ((longitude % 360) + 360) % 360;
        var column = (int)(east / 3.75);
        var along = (east / 3.75) - column;
        var row = Enumerable.Range(0, grid.Rows - 1).Last(r => r == 0 || grid.LatitudesDegrees[r] <= latitude);
        var up = Math.Clamp(
            (latitude - grid.LatitudesDegrees[row]) / (grid.LatitudesDegrees[row + 1] - grid.LatitudesDegrees[row]), 0, 1);
        return ((1 - up) * (((1 - along) * At(row, column)) + (along * At(row, column + 1))))
            + (up * (((1 - along) * At(row + 1, column)) + (along * At(row + 1, column + 1))));

        double At(int r, int c) => state[(level * 48 * 96) + (r * 96) + (c % 96)];
    }
}
