using System.Net;
using System.Net.Sockets;

namespace Slams.Publisher.Tests.Support;

/// <summary>Ports for processes that must be told theirs before they listen.</summary>
internal static class FreePort
{
    // Below those that systems give to outgoing connections: one of them could take a port between its choice and its use.
    private const int First = 15_000, End = 32_000;

    /// <summary>A port of the loopback interface on which nobody listens now.</summary>
    public static int Find()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, End));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
