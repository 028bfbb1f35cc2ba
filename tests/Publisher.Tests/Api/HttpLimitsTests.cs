using System.Net;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class HttpLimitsTests
{
    [Fact]
    public async Task Too_many_requests_are_refused_with_the_limit_and_health_is_not_counted()
    {
        await using var publisher = await RunningPublisher.StartAsync(options => options.RequestsPerMinute = 1);
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 100 && refused is null; i++)
        {
            var response = await publisher.Client.GetAsync("api/v1/cycles", TestContext.Current.CancellationToken);
            refused = response.StatusCode == HttpStatusCode.TooManyRequests ? response : null;
        }

        Assert.NotNull(refused);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("1 requests a minute", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var health = await publisher.Client.GetAsync("health/live", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.20.0.0/16", false)]
    public async Task A_proxy_that_is_trusted_tells_clients_apart_and_how_they_came(string network, bool trusted)
    {
        await using var publisher = await RunningPublisher.StartAsync(options =>
        {
            options.RequestsPerMinute = 1;
            options.TrustedProxies.Add(network);
        });
        var answers = new List<(HttpStatusCode Status, bool Https)>();
        foreach (var client in new[] { "192.0.2.1", "192.0.2.2", "198.51.100.7, 192.0.2.3", "198.51.100.8, 192.0.2.3" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "edr/");
            request.Headers.Add("X-Forwarded-For", client);
            request.Headers.Add("X-Forwarded-Proto", "https");
            using var answer = await publisher.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answers.Add((answer.StatusCode, text.Contains("\"https://127.0.0.1", StringComparison.Ordinal)));
        }

        // The last two are one client, whatever it says of those behind it.
        Assert.Equal(
            trusted
                ? [(HttpStatusCode.OK, true), (HttpStatusCode.OK, true), (HttpStatusCode.OK, true), (HttpStatusCode.TooManyRequests, false)]
                : [(HttpStatusCode.OK, false), .. Enumerable.Repeat((HttpStatusCode.TooManyRequests, false), 3)],
            answers);
    }

    [Theory]
    [InlineData("https://maps.example", true)]
    [InlineData("https://other.example", false)]
    public async Task Only_configured_origins_may_read(string origin, bool allowed)
    {
        await using var publisher = await RunningPublisher.StartAsync(options => options.CorsOrigins.Add("https://maps.example"));

        using var get = await SendAsync(publisher, HttpMethod.Get, origin);
        using var preflight = await SendAsync(publisher, HttpMethod.Options, origin);

        Assert.Equal(allowed, get.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(allowed, preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Without_configuration_no_origin_may_read()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        using var get = await SendAsync(publisher, HttpMethod.Get, "https://maps.example");

        Assert.False(get.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningPublisher publisher, HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, "api/v1/cycles");
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "GET");
        }

        return await publisher.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
