using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Slams.Hosting.Leadership;

/// <summary>Says which workers are active and which stand by; either is healthy.</summary>
internal sealed class StandbyCheck(ActiveWorkers workers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(workers.Description));
}
