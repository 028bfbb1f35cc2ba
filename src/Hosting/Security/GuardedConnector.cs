using System.Net;
using System.Net.Sockets;

namespace Slams.Hosting.Security;

/// <summary>
/// Connects an HTTP client to public addresses, and to networks that the operator names. It looks at the very address that is connected to, so
/// that neither a name in the DNS nor its change between looking and connecting leads elsewhere.
/// </summary>
/// <param name="allowed">Networks that are allowed though they are not public.</param>
/// <param name="key">Key of the setting that names them, for messages.</param>
public sealed class GuardedConnector(IReadOnlyList<IPNetwork> allowed, string key)
{
    /// <summary>Makes a handler that connects so. It follows no redirections and knows no proxies: both would decide who is asked.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = (context, token) => ConnectAsync(context.DnsEndPoint, token),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
    };

    /// <summary>Connects.</summary>
    /// <exception cref="HttpRequestException">None of the addresses is allowed.</exception>
    /// <exception cref="SocketException">The name is not known, or nobody answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint end, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(end.Host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(end.Host, cancellationToken);
        var usable = Array.FindAll(found, IsAllowed);
        if (usable.Length == 0)
        {
            throw new HttpRequestException(
                $"{end.Host} is {string.Join(", ", found.AsEnumerable())}, which is not public; {key} names networks that are allowed all the same.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, end.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address may be connected to.</summary>
    public bool IsAllowed(IPAddress address) =>
        PublicAddresses.Has(address) || allowed.Any(network => network.Contains(address) || (address.IsIPv4MappedToIPv6 && network.Contains(address.MapToIPv4())));
}
