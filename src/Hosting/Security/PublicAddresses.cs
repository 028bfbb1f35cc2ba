using System.Net;
using System.Net.Sockets;

namespace Slams.Hosting.Security;

/// <summary>Tells addresses of the public internet from those of the machine, its networks and its cloud.</summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            // RFC 6890 and what came after it; 169.254.0.0/16 has the metadata services of clouds.
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // Only what is given out for use between networks; within it, what embeds other addresses or is for documentation.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(network => IPNetwork.Parse(network))];

    /// <summary>Whether an address is public. IPv4 inside of IPv6 is judged as IPv4.</summary>
    public static bool Has(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(Special, network => network.Contains(plain))
            : Global6.Contains(plain) && !Array.Exists(Special6, network => network.Contains(plain));
    }
}
