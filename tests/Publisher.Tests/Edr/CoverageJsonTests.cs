using System.Net;
using System.Text.Json;
using Json.Schema;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

public sealed class CoverageJsonTests(PublishedCycles cycles) : IClassFixture<PublishedCycles>
{
    private static readonly JsonSchema Schema =
        JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Resources", "coveragejson.schema.json")));

    [Theory]
    [InlineData("position?coords=POINT(11 48)&z=500")]
    [InlineData("position?coords=POINT(11 48)")]
    [InlineData("position?coords=POINT(11 48)&z=500&datetime=1987-01-11T12:00Z/..")]
    [InlineData("position?coords=POINT(11 48)&datetime=1987-01-11T12:00Z/..")]
    [InlineData("position?coords=MULTIPOINT((11 48),(12 49))&parameter-name=air_temperature_spread")]
    [InlineData("area?coords=POLYGON((0 0,40 0,40 40,0 0))")]
    [InlineData("cube?bbox=170,-10,-170,10")]
    [InlineData("cube?bbox=11,48,11,48")]
    [InlineData("area?coords=POLYGON((11 48,11.1 48,11.1 48.1,11 48))")]
    [InlineData("area?coords=POLYGON((11 48,12 48.00001,11 48.00002,11 48))&z=500")]
    [InlineData("area?coords=MULTIPOLYGON(((11 48,11.1 48,11.1 48.1,11 48)),((0 0,40 0,40 40,0 0)))")]
    public async Task Answer_keeps_the_rules_of_the_format(string query)
    {
        var answer = await cycles.QueryAsync(query);

        var result = Schema.Evaluate(answer, new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, JsonSerializer.Serialize(result));
        Assert.All(Coverages(answer), RangesFitTheirAxes);
    }

    [Theory]
    [InlineData("position?coords=POINT(11 48)")]
    [InlineData("position?coords=POINT(11 48)&z=500&datetime=1987-01-11T12:00Z/..")]
    [InlineData("position?coords=MULTIPOINT((11 48),(12 49))")]
    [InlineData("cube?bbox=170,-10,-170,10")]
    [InlineData("area?coords=MULTIPOLYGON(((11 48,11.1 48,11.1 48.1,11 48.1,11 48)),((0 0,0 40,40 40,40 0,0 0)))")]
    public async Task A_reader_written_by_others_finds_axes_and_values(string query)
    {
        var answer = await cycles.QueryAsync(query);
        using var folder = new ScratchFolder();

        var found = CoverageReader.Read(Path.Combine(folder.Path, "answer.covjson"), answer.GetRawText()).EnumerateArray().ToList();

        var expected = Coverages(answer);
        Assert.Equal(expected.Count, found.Count);
        foreach (var (ours, theirs) in expected.Zip(found))
        {
            var domain = ours.GetProperty("domain");
            Assert.EndsWith($"#{domain.GetProperty("domainType").GetString()}", theirs.GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.Equal(
                domain.GetProperty("axes").EnumerateObject().Select(axis => (axis.Name, axis.Value.GetProperty("values").GetRawText())).Order(),
                theirs.GetProperty("axes").EnumerateObject().Select(axis => (axis.Name, axis.Value.GetRawText())).Order());
            Assert.Equal(
                ours.GetProperty("ranges").EnumerateObject().Select(range => (range.Name, "K", range.Value.GetProperty("values").EnumerateArray().Last().GetDouble())),
                theirs.GetProperty("ranges").EnumerateObject().Select(range => (range.Name, range.Value[0].GetString()!, range.Value[1].GetDouble())));
        }
    }

    [Fact]
    public async Task Schema_refuses_what_is_no_coverage()
    {
        var answer = await cycles.QueryAsync("position?coords=POINT(11 48)&z=500");
        var text = answer.GetRawText();

        Assert.False(IsValid(text.Replace("\"Point\"", "\"Pointless\"", StringComparison.Ordinal)));
        Assert.False(IsValid(text.Replace("\"referencing\"", "\"reference\"", StringComparison.Ordinal)));
        Assert.False(IsValid(text.Replace("\"csAxes\"", "\"axes\"", StringComparison.Ordinal)));

        static bool IsValid(string json) => Schema.Evaluate(JsonDocument.Parse(json).RootElement).IsValid;
    }

    [Fact]
    public async Task Collection_says_what_there_is_and_its_links_lead_somewhere()
    {
        var landing = await GetAsync("edr/");
        var data = landing.GetProperty("links").EnumerateArray().Single(link => link.GetProperty("rel").GetString() == "data");
        var list = await GetAsync(data.GetProperty("href").GetString()!);
        var collection = list.GetProperty("collections")[0];

        Assert.Equal("analysis", collection.GetProperty("id").GetString());
        var extent = collection.GetProperty("extent");
        Assert.Equal("1987-01-12T00:00:00Z", extent.GetProperty("temporal").GetProperty("interval")[0][1].GetString());
        Assert.Equal("925", extent.GetProperty("vertical").GetProperty("interval")[0][1].GetString());
        Assert.Equal("K", collection.GetProperty("parameter_names").GetProperty("air_temperature_spread")
            .GetProperty("unit").GetProperty("symbol").GetProperty("value").GetString());
        var queries = collection.GetProperty("data_queries");
        Assert.Equal(["area", "cube", "position"], queries.EnumerateObject().Select(query => query.Name));
        var position = queries.GetProperty("position").GetProperty("link").GetProperty("href").GetString();
        using var answer = await cycles.Client.GetAsync($"{position}?coords=POINT(0 0)", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var conformance = await GetAsync("edr/conformance");
        Assert.Contains(
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/core",
            conformance.GetProperty("conformsTo").EnumerateArray().Select(item => item.GetString()));
    }

    private async Task<JsonElement> GetAsync(string address) =>
        JsonDocument.Parse(await cycles.Client.GetStringAsync(address, TestContext.Current.CancellationToken)).RootElement;

    private static List<JsonElement> Coverages(JsonElement answer) =>
        answer.TryGetProperty("coverages", out var several) ? [.. several.EnumerateArray()] : [answer];

    private static void RangesFitTheirAxes(JsonElement coverage)
    {
        var axes = coverage.GetProperty("domain").GetProperty("axes");
        foreach (var range in coverage.GetProperty("ranges").EnumerateObject().Select(range => range.Value))
        {
            var shape = range.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
            var names = range.GetProperty("axisNames").EnumerateArray().Select(name => name.GetString()!).ToArray();
            Assert.Equal(names.Select(name => axes.GetProperty(name).GetProperty("values").GetArrayLength()), shape);
            Assert.Equal(shape.Aggregate(1, (product, length) => product * length), range.GetProperty("values").GetArrayLength());
        }
    }
}
