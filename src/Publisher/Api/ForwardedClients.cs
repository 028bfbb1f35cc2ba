using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Api;

/// <summary>Clients behind proxies: limits go by their addresses, and links have their scheme, where the settings trust who says so.</summary>
internal static class ForwardedClients
{
    public static IApplicationBuilder UseForwardedClients(this IApplicationBuilder app)
    {
        var proxies = app.ApplicationServices.GetRequiredService<IOptions<PublisherOptions>>().Value.TrustedProxies;
        if (proxies.Count == 0)
        {
            return app;
        }

        // Through any number of them: from the first that is not trusted on, nothing is believed.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        return app.UseForwardedHeaders(options);
    }
}
