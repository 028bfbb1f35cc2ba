using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Hosting.Security;

namespace Slams.Hosting.Observability;

/// <summary>Serves <c>/metrics</c> at an address of its own where the settings give one. Begins with the host and ends with it.</summary>
public sealed class MetricsServer : IHostedService, IDisposable
{
    private readonly KestrelMetricServer? _server;

    /// <summary>Makes the server; that these metrics are asked for here is what registers them.</summary>
    public MetricsServer(IOptions<MetricsOptions> options, CollectorRegistry registry, ProcessMetrics process, DiskMetrics disks)
    {
        (Process, Disks) = (process, disks);
        if (options.Value.Address is { } address)
        {
            _server = new KestrelMetricServer(new KestrelMetricServerOptions
            {
                Hostname = address.Host,
                Port = (ushort)address.Port,
                Registry = registry,
            });
        }
    }

    /// <summary>What the runtime tells of the process.</summary>
    public ProcessMetrics Process { get; }

    /// <summary>Room of the disks that the process writes to.</summary>
    public DiskMetrics Disks { get; }

    /// <summary>Adds the server and the metrics of every process to a host, once.</summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(_ => Metrics.NewCustomRegistry());
        services.TryAddSingleton<ProcessMetrics>();
        services.TryAddSingleton<DiskMetrics>();
        services.AddHostedService<MetricsServer>();
    }

    /// <summary>Maps <c>/metrics</c> onto the worker's own address, unless they have one of their own.</summary>
    public static void MapOnto(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<MetricsOptions>>().Value.Address is null)
        {
            routes.MapMetrics("/metrics", routes.ServiceProvider.GetRequiredService<CollectorRegistry>())
                .RequireAuthorization(AccessPolicies.Operate);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _server?.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => (_server as IDisposable)?.Dispose();
}
