using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Slams.Publisher.Configuration;

/// <summary>Limits on the rate of requests, and on queries at a time, so that readers do not starve the service.</summary>
internal sealed class HttpLimits(IOptions<PublisherOptions> publisher) : IConfigureOptions<RateLimiterOptions>
{
    /// <summary>Policy of requests that read fields: they wait for each other beyond a number at a time.</summary>
    public const string Queries = "queries";

    private static readonly string[] Limited = ["/api", "/edr", "/openapi"];

    public void Configure(RateLimiterOptions options)
    {
        var limits = publisher.Value;
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            limits.RequestsPerMinute == 0 || !Limited.Any(root => context.Request.Path.StartsWithSegments(root))
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => Bucket(limits.RequestsPerMinute)));
        options.AddConcurrencyLimiter(Queries, queries =>
        {
            queries.PermitLimit = limits.MaxQueries;
            queries.QueueLimit = limits.MaxWaitingQueries;
            queries.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
        });
        options.OnRejected = async (rejected, cancellationToken) =>
        {
            var context = rejected.HttpContext;
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Results.Problem(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The limits are {limits.RequestsPerMinute} requests a minute from one address, and {limits.MaxQueries} queries at a time with {limits.MaxWaitingQueries} waiting."),
                statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
        };
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1.0 / perMinute),
        QueueLimit = 0,
    };
}
