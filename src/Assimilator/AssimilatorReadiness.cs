using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Slams.Assimilator;

/// <summary>Ready when the model is loaded and nothing has failed.</summary>
internal sealed class AssimilatorReadiness(AssimilatorState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            state.Completed.IsFaulted ? HealthCheckResult.Unhealthy(state.Completed.Exception?.GetBaseException().Message)
            : state.Ready ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the model is not loaded"));
}
