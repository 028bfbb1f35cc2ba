using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slams.Testing;

/// <summary>
/// Stands between clients and one broker. Brokers tell clients their own address, in metadata and when asked for a coordinator:
/// the proxy puts its own port in its place, so that every connection comes through here.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly string _host;
    private readonly int _port;
    private readonly byte[] _theirs, _ours;
    private readonly Task _accepting;
    private volatile Fault _fault;
    private int _struck;

    /// <summary>Listens on a free port for connections to a broker, <c>host:port</c>.</summary>
    public FaultProxy(string broker)
    {
        (_host, _port) = (broker[..broker.LastIndexOf(':')], int.Parse(broker[(broker.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        _listener.Start();
        (_theirs, _ours) = (Advertised(_port), Advertised(Port));
        _accepting = AcceptAsync();
    }

    /// <summary>Address for clients.</summary>
    public string BootstrapServers => FormattableString.Invariant($"{_host}:{Port}");

    /// <summary>How often the fault has struck since it began.</summary>
    public int Struck => Volatile.Read(ref _struck);

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Begins a fault.</summary>
    public void Begin(Fault fault)
    {
        Volatile.Write(ref _struck, 0);
        _fault = fault;
        if (fault == Fault.Cut)
        {
            Reset();
        }
    }

    /// <summary>Ends the fault. Connections that have lost something are of no use any more and are reset.</summary>
    public void Heal()
    {
        var before = _fault;
        _fault = Fault.None;
        if (before != Fault.Delay)
        {
            Reset();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Reset();
        await _accepting;
        _stop.Dispose();
    }

    private byte[] Advertised(int port)
    {
        var bytes = new byte[_host.Length + 4];
        Encoding.ASCII.GetBytes(_host, bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(_host.Length), port);
        return bytes;
    }

    private void Reset()
    {
        foreach (var socket in _open.Keys)
        {
            Strike();
            try
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }
    }

    private void Strike() => Interlocked.Increment(ref _struck);

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var broker = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _open[client] = _open[broker] = true;
        try
        {
            await broker.ConnectAsync(_host, _port, _stop.Token);
            await Task.WhenAny(RequestsAsync(client, broker), AnswersAsync(broker, client));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A connection that ends, one way or the other.
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(broker, out _);
            client.Dispose();
        }
    }

    private async Task RequestsAsync(Socket client, Socket broker)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer, SocketFlags.None, _stop.Token) is > 0 and var read)
        {
            if (await PassesAsync(lost: Fault.BlackHole))
            {
                await broker.SendAsync(buffer.AsMemory(0, read), SocketFlags.None, _stop.Token);
            }
        }
    }

    private async Task AnswersAsync(Socket broker, Socket client)
    {
        await using var stream = new NetworkStream(broker);
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _stop.Token);
            var frame = new byte[4 + BinaryPrimitives.ReadInt32BigEndian(length)];
            length.CopyTo(frame, 0);
            await stream.ReadExactlyAsync(frame.AsMemory(4), _stop.Token);
            if (_fault != Fault.HalfOpen && await PassesAsync(lost: Fault.BlackHole))
            {
                await client.SendAsync(Readdressed(frame), SocketFlags.None, _stop.Token);
            }
            else if (_fault == Fault.HalfOpen)
            {
                Strike();
            }
        }
    }

    private async Task<bool> PassesAsync(Fault lost)
    {
        var fault = _fault;
        if (fault == Fault.Cut)
        {
            Strike();
            throw new SocketException((int)SocketError.ConnectionReset);
        }

        if (fault == Fault.Delay)
        {
            Strike();
            await Task.Delay(Latency, _stop.Token);
        }
        else if (fault == lost)
        {
            Strike();
        }

        return fault != lost;
    }

    private byte[] Readdressed(byte[] frame)
    {
        for (var from = 0; frame.AsSpan(from).IndexOf(_theirs) is >= 0 and var at; from += at + _theirs.Length)
        {
            _ours.CopyTo(frame, from + at);
        }

        return frame;
    }
}
