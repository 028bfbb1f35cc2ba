using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class ReadingTests
{
    [Fact]
    public async Task Page_list_events_and_description_are_read_and_say_so()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        foreach (var path in new[] { "", "style.css", "api/v1/cycles", "api/v1/events", "openapi/v1.json" })
        {
            Assert.Equal((path, 200, ""), await AskAsync(publisher, HttpMethod.Head, path));
            Assert.Equal((path, 204, "GET, HEAD, OPTIONS"), await AskAsync(publisher, HttpMethod.Options, path));
            Assert.Equal((path, 405, "GET, HEAD, OPTIONS"), await AskAsync(publisher, HttpMethod.Post, path));
        }
    }

    private static async Task<(string Path, int Status, string Allow)> AskAsync(RunningPublisher publisher, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await publisher.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (path, (int)answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }
}
