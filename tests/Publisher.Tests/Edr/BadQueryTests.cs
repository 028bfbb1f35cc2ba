using System.Net;
using System.Text.Json;

namespace Slams.Publisher.Tests.Edr;

public sealed class BadQueryTests(PublishedCycles cycles) : IClassFixture<PublishedCycles>
{
    [Theory]
    [InlineData("position", 400)]
    [InlineData("position?coords=POINT(NaN 48)", 400)]
    [InlineData("position?coords=POINT(Infinity 48)", 400)]
    [InlineData("position?coords=POINT(11 91)", 400)]
    [InlineData("position?coords=POINT(1e300 0)", 400)]
    [InlineData("position?coords=POINT(11)", 400)]
    [InlineData("position?coords=MULTIPOINT(%C2%A811 48),(12 5%7F))", 400)]
    [InlineData("position?coords=MULTIPOINT((11 48),(12 55,5 45))", 400)]
    [InlineData("position?coords=POINT EMPTY", 400)]
    [InlineData("position?coords=POINT Z(11 48 850)", 400)]
    [InlineData("position?coords=LINESTRING(0 0,1 1)", 400)]
    [InlineData("position?coords='; DROP TABLE", 400)]
    [InlineData("position?coords=POINT(11 48)&z=849", 400)]
    [InlineData("position?coords=POINT(11 48)&z=NaN", 400)]
    [InlineData("position?coords=POINT(11 48)&z=1/2", 400)]
    [InlineData("position?coords=POINT(11 48)&z=R99999999/1/1", 400)]
    [InlineData("position?coords=POINT(11 48)&datetime=yesterday", 400)]
    [InlineData("position?coords=POINT(11 48)&datetime=1987-01-12/1987-01-11", 400)]
    [InlineData("position?coords=POINT(11 48)&datetime=1987-01-11T06:00Z/..", 413)]
    [InlineData("position?coords=POINT(11 48)&datetime=1986-01-11T06:00Z", 404)]
    [InlineData("position?coords=POINT(11 48)&parameter-name=wind", 400)]
    [InlineData("position?coords=POINT(11 48)&f=GRIB", 400)]
    [InlineData("position?coords=POINT(11 48)&crs=EPSG:3857", 400)]
    [InlineData("area?coords=POLYGON((0 0,10 10,10 0,0 10,0 0))", 400)]
    [InlineData("area?coords=POLYGON((0 0,10 10,10 0))", 400)]
    [InlineData("area?coords=POLYGON((0 0,10 10,10 0,0 5))", 400)]
    [InlineData("area?coords=POLYGON((-300 -10,300 -10,300 10,-300 10,-300 -10))", 400)]
    [InlineData("area?coords=POLYGON((0.1 0.1,0.2 0.2,0.2 0.1,0.1 0.2,0.1 0.1))", 400)]
    [InlineData("area?coords=POLYGON((0.1 0.1,0.2 0.2,0.1 0.1))", 400)]
    [InlineData("area?coords=POLYGON((0.1 0.1,0.2 0.2,0.3 0.3,0.1 0.1))", 400)]
    [InlineData("area?coords=POLYGON((0.1 0.1,0.1 0.1,0.1 0.1,0.1 0.1))", 400)]
    [InlineData("area?coords=POLYGON((0 89,10 89,10 90.1,0 90.1,0 89))", 400)]
    [InlineData("area?coords=MULTIPOLYGON(((0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1)),((0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1)))", 400)]
    [InlineData("area?coords=POLYGON((0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1))&datetime=1987-01-11T06:00Z/..", 413)]
    [InlineData("cube", 400)]
    [InlineData("cube?bbox=1,2,3", 400)]
    [InlineData("cube?bbox=0,10,10,0", 400)]
    [InlineData("cube?bbox=0,NaN,10,10", 400)]
    [InlineData("cube?bbox=0,0,10,95", 400)]
    [InlineData("cube?bbox=-180,-90,180,90&datetime=1987-01-11T06:00Z/1987-01-11T18:00Z", 413)]
    [InlineData("radius?coords=POINT(11 48)", 404)]
    [InlineData("..%2F..%2Fetc%2Fpasswd", 404)]
    [InlineData("../forecast/position", 404)]
    public async Task Answer_is_a_problem_document_that_says_what_is_expected(string query, int status)
    {
        using var response = await cycles.Client.GetAsync($"edr/collections/analysis/{query}", TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        if (status == 413)
        {
            Assert.Contains("limit", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_format_that_is_not_given_is_not_acceptable()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "edr/collections/analysis/position?coords=POINT(11 48)");
        request.Headers.Accept.ParseAdd("application/xml");

        using var response = await cycles.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("HEAD", 200)]
    [InlineData("OPTIONS", 204)]
    public async Task Resources_are_read_and_say_so(string method, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "edr/collections/analysis/position?coords=POINT(11 48)");

        using var response = await cycles.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        if (status != 200)
        {
            Assert.Contains("GET", response.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task What_the_client_has_is_not_sent_again()
    {
        const string address = "edr/collections/analysis/position?coords=POINT(11 48)";
        using var first = await cycles.Client.GetAsync(address, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await cycles.Client.SendAsync(request, TestContext.Current.CancellationToken);
        using var csv = await cycles.Client.GetAsync(address + "&f=csv", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.NotEqual(first.Headers.ETag, csv.Headers.ETag);
    }
}
