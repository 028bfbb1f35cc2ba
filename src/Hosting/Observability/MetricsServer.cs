using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Hosting.Configuration;
using Slams.Hosting.Security;

namespace Slams.Hosting.Observability;

/// <summary>
/// Serves <c>/metrics</c>, and nothing else, at an address of its own where the settings give one, under the limits of section <c>Http</c>. Begins
/// with the host and ends with it. A server of its own: hosts without HTTP have metrics too.
/// </summary>
public sealed class MetricsServer : IHostedService, IDisposable
{
    private const string Path = "/metrics";
    private readonly WebApplication? _server;

    /// <summary>Makes the server; that these metrics are asked for here is what registers them.</summary>
    public MetricsServer(IOptions<MetricsOptions> options, IOptions<HttpOptions> http, CollectorRegistry registry, ProcessMetrics process, DiskMetrics disks)
    {
        (Process, Disks) = (process, disks);
        if (options.Value.Address is not null)
        {
            _server = Build(options.Value.Url, new KestrelLimits(http), registry);
        }
    }

    /// <summary>What the runtime tells of the process.</summary>
    public ProcessMetrics Process { get; }

    /// <summary>Room of the disks that the process writes to.</summary>
    public DiskMetrics Disks { get; }

    /// <summary>Where it listens; empty where metrics have no address of their own.</summary>
    internal IEnumerable<string> Addresses => _server?.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    /// <summary>Adds the server and the metrics of every process to a host, once.</summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(_ => Metrics.NewCustomRegistry());
        // What serves a certificate is there where HTTP is.
        services.TryAddSingleton(provider => new ProcessMetrics(
            provider.GetRequiredService<CollectorRegistry>(), provider.GetRequiredService<IOptions<CycleOptions>>(), configuration, provider.GetService<RenewedCertificate>() is { } served ? served.End : null));
        services.TryAddSingleton<DiskMetrics>();
        services.AddHostedService<MetricsServer>();
    }

    /// <summary>Maps <c>/metrics</c> onto the worker's own address, unless they have one of their own.</summary>
    public static void MapOnto(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<MetricsOptions>>().Value.Address is null)
        {
            routes.MapMetrics(Path, routes.ServiceProvider.GetRequiredService<CollectorRegistry>())
                .RequireAuthorization(AccessPolicies.Operate);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => _server?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => (_server as IDisposable)?.Dispose();

    /// <summary>An empty builder: settings, logs and signals are the affair of the host around it.</summary>
    private static WebApplication Build(string url, KestrelLimits limits, CollectorRegistry registry)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(limits);
        builder.Services.AddSingleton<IHostLifetime, OuterLifetime>();
        var server = builder.Build();
        server.UseMetricServer(settings => settings.Registry = registry, Path);
        return server;
    }

    private sealed class OuterLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
