using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Observability;

/// <summary>Alive unless the log was opened and has not been polled for too long: then only a restart helps.</summary>
internal sealed class LivenessCheck(DeliveryLanes lanes, IOptions<PublisherOptions> options, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var age = clock.GetUtcNow() - lanes.Essential.Min(lane => lane.State.LastPoll);
        return Task.FromResult(age > options.Value.PollTimeout
            ? HealthCheckResult.Unhealthy(string.Create(
                CultureInfo.InvariantCulture, $"The log was last polled {age.Value.TotalSeconds:F0} s ago."))
            : HealthCheckResult.Healthy());
    }
}
