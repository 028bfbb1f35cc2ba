using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Slams.Hosting.Resilience;

/// <summary>Ready while the event log answers.</summary>
internal sealed class LogReadiness(LogConnection connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(connection.Failure is { } failure ? HealthCheckResult.Unhealthy(failure) : HealthCheckResult.Healthy());
}
