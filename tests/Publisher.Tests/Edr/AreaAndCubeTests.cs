using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

public sealed class AreaAndCubeTests(PublishedCycles cycles) : IClassFixture<PublishedCycles>
{
    [Fact]
    public async Task Cube_is_the_grid_within_the_box_and_its_levels()
    {
        var coverage = await cycles.QueryAsync("cube?bbox=-10,40,700,10,60,900&parameter-name=air_temperature");

        Assert.Equal("Grid", coverage.GetProperty("domain").GetProperty("domainType").GetString());
        Assert.Equal([-7.5, -3.75, 0, 3.75, 7.5], PublishedCycles.Axis(coverage, "x"));
        Assert.Equal([700, 850], PublishedCycles.Axis(coverage, "z"));
        var rows = Enumerable.Range(0, 48).Where(row => SyntheticAnalysis.Grid.Horizontal.LatitudesDegrees[row] is >= 40 and <= 60).ToArray();
        var mean = SyntheticAnalysis.Make(3).MeanK;
        var expected = new[] { 5, 6 }.SelectMany(level => rows.SelectMany(row => new[] { 94, 95, 0, 1, 2 }
            .Select(column => mean[(level * 48 * 96) + (row * 96) + column])));
        Assert.Equal(expected, PublishedCycles.Range(coverage, "air_temperature"));
        Assert.Equal(
            [1, 2, rows.Length, 5],
            coverage.GetProperty("ranges").GetProperty("air_temperature").GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()));
    }

    [Fact]
    public async Task Box_with_its_west_east_of_its_east_crosses_the_antimeridian()
    {
        var coverage = await cycles.QueryAsync("cube?bbox=175,-5,-175,5&z=500");

        Assert.Equal([176.25, 180, 183.75], PublishedCycles.Axis(coverage, "x"));
    }

    [Fact]
    public async Task Area_has_values_within_the_polygon_and_none_outside()
    {
        var coverage = await cycles.QueryAsync("area?coords=POLYGON((0 40,30 40,30 70,0 40))&z=850&parameter-name=air_temperature_spread");

        var (x, y) = (PublishedCycles.Axis(coverage, "x"), PublishedCycles.Axis(coverage, "y"));
        var values = PublishedCycles.Range(coverage, "air_temperature_spread");
        var spread = SyntheticAnalysis.Make(3).SpreadK;
        var inside = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var (longitude, latitude) = (x[i % x.Length], y[i / x.Length]);
            // The triangle's long side is the line of latitude = 40 + longitude.
            var expected = latitude <= 40 + longitude
                ? spread[(6 * 48 * 96) + (RowOf(latitude) * 96) + (int)(longitude / 3.75)]
                : float.NaN;
            Assert.Equal(expected, values[i]);
            inside += float.IsNaN(expected) ? 0 : 1;
        }

        Assert.InRange(inside, 20, values.Length - 10);
    }

    [Fact]
    public async Task Area_has_its_hole()
    {
        var coverage = await cycles.QueryAsync("area?coords=POLYGON((0 0,40 0,40 40,0 40,0 0),(10 10,30 10,30 30,10 30,10 10))&z=850");

        var (x, y) = (PublishedCycles.Axis(coverage, "x"), PublishedCycles.Axis(coverage, "y"));
        var values = PublishedCycles.Range(coverage, "air_temperature");
        Assert.All(Enumerable.Range(0, values.Length), i => Assert.Equal(
            x[i % x.Length] is > 10 and < 30 && y[i / x.Length] is > 10 and < 30, float.IsNaN(values[i])));
    }

    private static int RowOf(double latitude) =>
        SyntheticAnalysis.Grid.Horizontal.LatitudesDegrees.ToList().FindIndex(candidate => Math.Abs(candidate - latitude) < 1e-6);
}
