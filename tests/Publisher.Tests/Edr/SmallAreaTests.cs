using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Slams.Publisher.Edr;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

public sealed class SmallAreaTests(PublishedCycles cycles) : IClassFixture<PublishedCycles>
{
    /// <summary>Between the grid's points, over the antimeridian, beside the pole where no row of the grid is, a ring with its hole.</summary>
    [Theory]
    [InlineData("POLYGON((11 48,11.5 48,11.5 48.5,11 48.5,11 48))", 64)]
    [InlineData("POLYGON((179.7 0.1,180.6 0.1,180.6 0.9,179.7 0.9,179.7 0.1))", 64)]
    [InlineData("POLYGON((-180.3 0.1,-179.4 0.1,-179.4 0.9,-180.3 0.9,-180.3 0.1))", 64)]
    [InlineData("POLYGON((0 88,20 88,20 90,0 90,0 88))", 64)]
    [InlineData("POLYGON((0 88,360 88,360 89.9,0 89.9,0 88))", 768)]
    [InlineData("POLYGON((11 48,11.5 48,11.5 48.5,11 48.5,11 48),(11.13 48.13,11.37 48.13,11.37 48.37,11.13 48.37,11.13 48.13))", 48)]
    public async Task Values_are_those_of_position_at_each_point_inside(string polygon, int inside)
    {
        var coverage = await cycles.QueryAsync($"area?coords={polygon}&z=850");

        Assert.Equal("Grid", coverage.GetProperty("domain").GetProperty("domainType").GetString());
        var (x, y) = (PublishedCycles.Axis(coverage, "x"), PublishedCycles.Axis(coverage, "y"));
        var analysis = SyntheticAnalysis.Make(3);
        var area = new WKTReader().Read(polygon);
        var count = 0;
        foreach (var (parameter, field) in new[] { ("air_temperature", analysis.MeanK), ("air_temperature_spread", analysis.SpreadK) })
        {
            var values = PublishedCycles.Range(coverage, parameter);
            Assert.Equal(x.Length * y.Length, values.Length);
            for (var i = 0; i < values.Length; i++)
            {
                var (longitude, latitude) = (x[i % x.Length], y[i / x.Length]);
                var holds = area.Covers(new Point(longitude, latitude));
                count += holds ? 1 : 0;
                Assert.Equal(
                    holds ? SyntheticAnalysis.Grid.Horizontal.Interpolate(latitude, longitude).Apply(field.AsSpan(6 * 48 * 96, 48 * 96)) : float.NaN, values[i]);
            }
        }

        Assert.Equal(2 * inside, count);
    }

    [Fact]
    public async Task With_four_points_of_the_grid_it_is_the_grid_and_with_three_it_is_not()
    {
        var rows = SyntheticAnalysis.Grid.Horizontal.LatitudesDegrees;
        var four = FormattableString.Invariant($"POLYGON((0 {rows[24]},3.75 {rows[24]},3.75 {rows[25]},0 {rows[25]},0 {rows[24]}))");
        var three = FormattableString.Invariant($"POLYGON((0 {rows[24]},3.75 {rows[24]},3.75 {rows[25]},0 {rows[24]}))");

        var native = await cycles.QueryAsync($"area?coords={four}&z=500");
        Assert.Equal([0, 3.75], PublishedCycles.Axis(native, "x"));
        var lattice = await cycles.QueryAsync($"area?coords={three}&z=500");
        Assert.Equal(8, PublishedCycles.Axis(lattice, "x").Length);
        Assert.Equal(36, PublishedCycles.Range(lattice, "air_temperature").Count(float.IsFinite));
    }

    /// <summary>Corridors narrower than any lattice, straight, bent, at right angles, back and forth, with a hole: points from end to end, all inside.</summary>
    [Theory]
    [InlineData("POLYGON((-170 -80,170 80.0001,170 80.0002,-170 -80))", 100)]
    [InlineData("POLYGON((-10 -80,20 80,20.0001 80,-10 -80))", 80)]
    [InlineData("POLYGON((-20 -60,-20 60,140 60,140 59.999,-19.999 59.999,-19.999 -60,-20 -60))", 90)]
    [InlineData("POLYGON((-170 -10,0 70,170 -10,170 -10.001,0 69.999,-170 -10.001,-170 -10))", 100)]
    [InlineData("POLYGON((-170 -60,170 -20,-170 20,170 60,170 60.01,-170.085 20,169.915 -20,-170 -59.99,-170 -60))", 130)]
    [InlineData("POLYGON((-170 -80,170 80.001,170 80.002,-170 -79.999,-170 -80),(-10 -4.7051,-10 -4.7047,10 4.7071,10 4.7067,-10 -4.7051))", 90)]
    public async Task A_long_narrow_area_has_points_along_it(string polygon, int least)
    {
        var coverage = await cycles.QueryAsync($"area?coords={polygon}&z=850");

        var (x, y) = (PublishedCycles.Axis(coverage, "x"), PublishedCycles.Axis(coverage, "y"));
        var values = PublishedCycles.Range(coverage, "air_temperature");
        var area = new WKTReader().Read(polygon);
        var found = Enumerable.Range(0, values.Length).Where(i => float.IsFinite(values[i])).ToList();
        Assert.InRange(found.Count, least, values.Length);
        Assert.InRange(values.Length, 1, LatticeShape.MostPoints);
        Assert.All(found, i => Assert.InRange(area.Distance(new Point(x[i % x.Length], y[i / x.Length])), 0, 1e-9));
        var around = area.EnvelopeInternal;
        Assert.True(x[^1] - x[0] > 0.9 * around.Width && y[^1] - y[0] > 0.8 * around.Height);
        Assert.Equal(x.Distinct().Order(), x);
        Assert.Equal(y.Distinct().Order(), y);
        var field = SyntheticAnalysis.Make(3).MeanK.AsSpan(6 * 48 * 96, 48 * 96).ToArray();
        Assert.All(found, i => Assert.Equal(SyntheticAnalysis.Grid.Horizontal.Interpolate(y[i / x.Length], x[i % x.Length]).Apply(field), values[i]));
    }

    /// <summary>250 polygons, each narrow and across the whole world: small answers, and the work of as many grids.</summary>
    [Fact]
    public void Many_areas_that_take_the_work_of_many_grids_are_refused_before_it_is_done()
    {
        var parts = Enumerable.Range(0, 250).Select(i =>
        {
            var west = -180 + (0.002 * i);
            return FormattableString.Invariant($"(({west} -88,{west + 359} 88,{west + 359.001} 88,{west} -88))");
        });
        var areas = new WKTReader().Read($"MULTIPOLYGON({string.Join(',', parts)})");
        Assert.True(areas.IsValid);

        var problem = Assert.Throws<RequestProblem>(() => AreaShapes.Of(SyntheticAnalysis.Grid.Horizontal, areas, new AreaWork(1, TestContext.Current.CancellationToken)));

        Assert.Equal(413, problem.Status);
        Assert.Contains("1000000 are the limit", problem.Message, StringComparison.Ordinal);
        // Fewer are within the bound of the grid's points, and those of their lattices count as well.
        var some = areas.Factory.CreateMultiPolygon([.. Enumerable.Range(0, 150).Select(i => (Polygon)areas.GetGeometryN(i))]);
        Assert.Throws<RequestProblem>(() => AreaShapes.Of(SyntheticAnalysis.Grid.Horizontal, some, new AreaWork(1, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Nothing_is_looked_at_for_a_client_that_has_gone()
    {
        var area = new WKTReader().Read("MULTIPOLYGON(((0 0,20 0,20 20,0 20,0 0)),((40 0,60 0,60 20,40 20,40 0)))");

        Assert.Throws<OperationCanceledException>(() => AreaShapes.Of(SyntheticAnalysis.Grid.Horizontal, area, new AreaWork(1, new CancellationToken(canceled: true))));
    }

    /// <summary>Narrower than any lattice: one point at least, which lies inside.</summary>
    [Theory]
    [InlineData("POLYGON((11 48,12 49.000001,11 48.000001,11 48))")]
    [InlineData("POLYGON((-170 -80,170 80.0001,170 80.0002,-170 -80))")]
    [InlineData("POLYGON((11 48,11.0000000001 48,11.0000000001 48.0000000001,11 48))")]
    public async Task A_sliver_has_at_least_a_point_inside(string polygon)
    {
        var coverage = await cycles.QueryAsync($"area?coords={polygon}&z=850");

        var (x, y) = (PublishedCycles.Axis(coverage, "x"), PublishedCycles.Axis(coverage, "y"));
        var values = PublishedCycles.Range(coverage, "air_temperature");
        var area = new WKTReader().Read(polygon);
        var found = Enumerable.Range(0, values.Length).Where(i => float.IsFinite(values[i])).ToList();
        Assert.NotEmpty(found);
        Assert.All(found, i => Assert.InRange(area.Distance(new Point(x[i % x.Length], y[i / x.Length])), 0, 1e-9));
        Assert.InRange(values.Length, 1, LatticeShape.MostPoints);
        Assert.Equal(x.Distinct().Order(), x);
        Assert.Equal(y.Distinct().Order(), y);
    }

    [Fact]
    public async Task Of_several_polygons_each_has_a_coverage_where_one_is_small_and_all_have_one_where_none_is()
    {
        const string large = "((0 0,20 0,20 20,0 20,0 0))", small = "((100.1 0.1,100.2 0.1,100.2 0.2,100.1 0.1))", other = "((40 0,60 0,60 20,40 20,40 0))";
        var mixed = await cycles.QueryAsync($"area?coords=MULTIPOLYGON({large},{small})&z=500");
        var both = await cycles.QueryAsync($"area?coords=MULTIPOLYGON({large},{other})&z=500");

        Assert.Equal(["CoverageCollection", "Coverage"], new[] { mixed, both }.Select(answer => answer.GetProperty("type").GetString()));
        Assert.Equal([0, 3.75, 7.5, 11.25, 15, 18.75], PublishedCycles.Axis(mixed.GetProperty("coverages")[0], "x"));
        Assert.Equal([false, true], mixed.GetProperty("coverages").EnumerateArray().Select(coverage => PublishedCycles.Axis(coverage, "x")[0] > 100));
        Assert.Equal(60, PublishedCycles.Axis(both, "x")[^1]);
    }

    [Theory]
    [InlineData("179.9,-0.5,-179.9,0.5", 8, 8)]
    [InlineData("11,48,11,48", 1, 1)]
    [InlineData("11,48,12,48", 8, 1)]
    public async Task A_small_box_is_answered_alike(string box, int columns, int rows)
    {
        var coverage = await cycles.QueryAsync($"cube?bbox={box}&z=850");

        var (x, y) = (PublishedCycles.Axis(coverage, "x"), PublishedCycles.Axis(coverage, "y"));
        Assert.Equal((columns, rows), (x.Length, y.Length));
        var field = SyntheticAnalysis.Make(3).MeanK.AsSpan(6 * 48 * 96, 48 * 96).ToArray();
        Assert.Equal(
            from latitude in y from longitude in x select SyntheticAnalysis.Grid.Horizontal.Interpolate(latitude, longitude).Apply(field),
            PublishedCycles.Range(coverage, "air_temperature"));
    }

    [Fact]
    public async Task As_csv_it_has_a_line_for_each_point_of_the_lattice()
    {
        var csv = await cycles.Client.GetStringAsync(
            "edr/collections/analysis/area?coords=POLYGON((11 48,11.5 48,11.5 48.5,11 48.5,11 48))&z=850&f=CSV", TestContext.Current.CancellationToken);

        Assert.Equal(1 + 64, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
