using Microsoft.Extensions.Diagnostics.HealthChecks;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Observability;

/// <summary>
/// Ready while analyses can be published: the log is open and no sink that the API needs is failing. A failing export degrades the
/// publisher but leaves it ready.
/// </summary>
internal sealed class ReadinessCheck(DeliveryLanes lanes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var exports = string.Join("; ", lanes.Exports.Where(lane => lane.State.Failure is not null).Select(Words));
        if (lanes.Served.State.Failure is not null)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(exports.Length == 0 ? Words(lanes.Served) : $"{Words(lanes.Served)}; {exports}"));
        }

        var active = lanes.Served.State.IsActive ? "active" : "standby, ready to take over";
        return Task.FromResult(exports.Length == 0 ? HealthCheckResult.Healthy(active) : HealthCheckResult.Degraded($"{active}; {exports}"));
    }

    private static string Words(DeliveryLane lane) =>
        lane.CircuitWords is { Length: > 0 } circuits ? $"{lane.State.Failure}; {circuits}" : lane.State.Failure!;
}
