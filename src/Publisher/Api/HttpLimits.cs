using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Api;

/// <summary>Limits on the rate of requests, so that readers do not starve the service; <see cref="QueryLimit"/> is that on queries at a time.</summary>
internal sealed class HttpLimits(IOptions<PublisherOptions> publisher) : IConfigureOptions<RateLimiterOptions>
{
    private static readonly string[] Limited = ["/api", "/edr", "/openapi"];

    public void Configure(RateLimiterOptions options)
    {
        var limits = publisher.Value;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            limits.RequestsPerMinute == 0 || !Limited.Any(root => context.Request.Path.StartsWithSegments(root))
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => Bucket(limits.RequestsPerMinute)));
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
            var detail = string.Create(CultureInfo.InvariantCulture, $"The limit is {limits.RequestsPerMinute} requests a minute from one address.");
            await Problems.TooMany(rejected.HttpContext, wait, detail).ExecuteAsync(rejected.HttpContext);
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
