using Microsoft.Extensions.Diagnostics.HealthChecks;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Observability;

/// <summary>
/// Ready while analyses can be published: the log is open and no sink that the API needs is failing. A failing export degrades the
/// publisher but leaves it ready, unless there is nothing but exports and all fail.
/// </summary>
internal sealed class ReadinessCheck(DeliveryLanes lanes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = string.Join("; ", lanes.All.Where(Fails).Select(Words));
        if (lanes.Essential.All(Fails))
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(problems));
        }

        var active = lanes.Essential.Any(lane => lane.State.IsActive) ? "active" : "standby, ready to take over";
        return Task.FromResult(problems.Length == 0 ? HealthCheckResult.Healthy(active) : HealthCheckResult.Degraded($"{active}; {problems}"));
    }

    private static bool Fails(DeliveryLane lane) => lane.State.Failure is not null;

    private static string Words(DeliveryLane lane) =>
        lane.CircuitWords is { Length: > 0 } circuits ? $"{lane.State.Failure}; {circuits}" : lane.State.Failure!;
}
