using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Slams.Assimilator;

/// <summary>Alive while the log is being polled.</summary>
internal sealed class AssimilatorLiveness(AssimilatorState state, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var age = state.LastPoll is { } poll ? time.GetUtcNow() - poll : TimeSpan.Zero;
        return Task.FromResult(age < Limit || state.Completed.IsCompleted
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(FormattableString.Invariant($"the log was last polled {age.TotalSeconds:0} s ago")));
    }
}
