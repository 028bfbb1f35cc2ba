using System.Net;
using System.Net.Http.Headers;
using Slams.Publisher.Page;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class PageAssetsTests
{
    private const int LargestPage = 150_000, LargestCoast = 60_000;

    [Fact]
    public void Page_is_small_and_asks_nobody_else_for_anything()
    {
        var assets = new PageAssets();

        Assert.InRange(assets.Paths.Sum(path => assets[path].Bytes.Length), 1, LargestPage);
        Assert.InRange(assets["coastline.json"].Bytes.Length, 1, LargestCoast);
        foreach (var path in assets.Paths)
        {
            var text = System.Text.Encoding.UTF8.GetString(assets[path].Bytes).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_is_served_with_a_strict_policy_and_not_sent_twice()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        using var first = await publisher.Client.GetAsync("");
        using var request = new HttpRequestMessage(HttpMethod.Get, "");
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        using var again = await publisher.Client.SendAsync(request);
        using var script = await publisher.Client.GetAsync("main.js");

        Assert.Equal("text/html", first.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'self'", first.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
    }
}
