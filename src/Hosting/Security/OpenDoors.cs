using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Hosting.Observability;

namespace Slams.Hosting.Security;

/// <summary>Says once that anybody on the network may ask, where that is so.</summary>
internal sealed partial class OpenDoors(
    IServiceProvider services, IOptions<AccessOptions> access, IOptions<MetricsOptions> metrics, IHostApplicationLifetime lifetime, ILogger<OpenDoors> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A host without HTTP has no server.
        if (services.GetService<IServer>() is { } server && !access.Value.IsOn)
        {
            lifetime.ApplicationStarted.Register(() => Look(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []));
        }

        // Nobody is asked there, with tokens or without.
        if (metrics.Value.Address is { } address && !IsLoopback(address.OriginalString))
        {
            lifetime.ApplicationStarted.Register(() => LogOpenMetrics(address.OriginalString));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Look(ICollection<string> addresses)
    {
        foreach (var address in addresses.Where(address => !IsLoopback(address)))
        {
            LogOpen(address);
        }
    }

    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    [LoggerMessage(1301, LogLevel.Warning, "Listens on {Address} and asks nobody for a token; see section Access of the configuration")]
    private partial void LogOpen(string address);

    [LoggerMessage(1303, LogLevel.Warning, "Serves metrics on {Address} and asks nobody for a token; let those alone reach it who may scrape it")]
    private partial void LogOpenMetrics(string address);
}
