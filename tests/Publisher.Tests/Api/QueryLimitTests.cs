using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slams.Publisher.Api;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class QueryLimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api/v1/cycles/latest/field?level=50000")]
    [InlineData("api/v1/cycles/latest/increment?level=50000")]
    [InlineData("edr/collections/analysis/position?coords=POINT(11 48)")]
    public async Task Of_queries_beyond_the_limit_some_wait_and_the_others_are_refused(string query)
    {
        await using var publisher = await RunningPublisher.StartAsync(options => (options.MaxQueries, options.MaxWaitingQueries) = (1, 1));
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        Task<HttpResponseMessage>[] queries;
        using (var permit = await publisher.Services.GetRequiredService<QueryLimit>().AcquireAsync(Token))
        {
            queries = [publisher.Client.GetAsync(query, Token), publisher.Client.GetAsync(query, Token)];

            using var refused = await await Task.WhenAny(queries);

            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Contains("1 queries at a time and 1 waiting", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
            using var head = await publisher.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, query), Token);
            Assert.Equal(HttpStatusCode.TooManyRequests, head.StatusCode);
            _ = Assert.Single(queries, other => !other.IsCompleted);
        }

        var answers = await Task.WhenAll(queries);
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_reads_no_fields_does_not_wait_for_queries()
    {
        await using var publisher = await RunningPublisher.StartAsync(options => (options.MaxQueries, options.MaxWaitingQueries) = (1, 0));
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        using var permit = await publisher.Services.GetRequiredService<QueryLimit>().AcquireAsync(Token);

        foreach (var path in new[] { "", "api/v1/cycles/latest", "api/v1/status", "edr/collections" })
        {
            using var answer = await publisher.Client.GetAsync(path, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Who_reads_hardly_anything_is_cut_off_by_the_server()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        var rate = publisher.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MinResponseDataRate;

        Assert.Equal((4096, TimeSpan.FromSeconds(10)), (rate!.BytesPerSecond, rate.GracePeriod));
    }
}
