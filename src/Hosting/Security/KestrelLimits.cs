using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>Tells the server the limits.</summary>
internal sealed class KestrelLimits(IOptions<HttpOptions> http) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = http.Value.MaxConnections;
        options.Limits.RequestHeadersTimeout = http.Value.RequestHeadTimeout;
        options.Limits.MaxRequestBodySize = http.Value.MaxBodyBytes;
    }
}
