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
        // Slower than any line over which the service is of use, and fast enough that a client that dawdles does not hold an answer for hours.
        options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(10));
        options.Limits.MaxRequestBodySize = http.Value.MaxBodyBytes;
    }
}
