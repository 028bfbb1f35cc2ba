using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Slams.Assimilator.Members;

/// <summary>Alive while the jobs of members are being polled; without a reader, as when the log is away, there is nothing to poll.</summary>
internal sealed class MemberLiveness(MemberWorker worker, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var age = worker.LastPoll is { } poll ? time.GetUtcNow() - poll : TimeSpan.Zero;
        return Task.FromResult(age < Limit
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(FormattableString.Invariant($"the jobs of members were last polled {age.TotalSeconds:0} s ago")));
    }
}
