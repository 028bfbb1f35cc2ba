using System.Text.Json;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

public sealed class LinkTests
{
    [Theory]
    [InlineData("https://analyses.example/weather")]
    [InlineData("https://analyses.example/weather/")]
    public async Task Links_begin_with_the_public_address_where_there_is_one(string address)
    {
        await using var publisher = await RunningPublisher.StartAsync(options => options.Notifications.PublicUrl = address);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        foreach (var page in new[] { "edr", "edr/collections", "edr/collections/analysis" })
        {
            using var document = JsonDocument.Parse(await publisher.Client.GetStringAsync(page, TestContext.Current.CancellationToken));
            var links = Links(document.RootElement).ToList();
            Assert.NotEmpty(links);
            Assert.All(links, link => Assert.Matches("^https://analyses[.]example/weather/(edr|openapi)/", link));
        }
    }

    /// <summary>The same cycles under two names: a cache must not give the links of one to the clients of the other.</summary>
    [Theory]
    [InlineData("edr/collections")]
    [InlineData("edr/collections/analysis")]
    public async Task The_tag_changes_with_the_links(string page)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        Assert.Equal(await TagAsync("one.example"), await TagAsync("one.example"));
        Assert.NotEqual(await TagAsync("one.example"), await TagAsync("two.example"));

        async Task<string> TagAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.Host = host;
            using var answer = await publisher.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
            return answer.Headers.ETag!.Tag;
        }
    }

    private static IEnumerable<string> Links(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(
            member => member is { Name: "href", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Links(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Links),
        _ => [],
    };
}
