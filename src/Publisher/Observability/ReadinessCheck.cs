using Microsoft.Extensions.Diagnostics.HealthChecks;
using Slams.Hosting.Resilience;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Observability;

/// <summary>Ready while analyses can be published: the log is open and no sink is failing.</summary>
internal sealed class ReadinessCheck(DeliveryState state, Circuits circuits) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Failure is { } reason ? HealthCheckResult.Unhealthy(string.Join("; ", new[] { reason, circuits.Words(DeliveryService.CircuitPrefix) }.Where(text => text.Length > 0)))
            : HealthCheckResult.Healthy(state.IsActive ? "active" : "standby, ready to take over"));
}
