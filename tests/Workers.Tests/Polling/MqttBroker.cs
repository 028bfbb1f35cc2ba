using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Slams.Workers.Tests.Polling;

/// <summary>A broker of MQTT in this process, with sessions that outlast their connections.</summary>
internal sealed class MqttBroker : IAsyncDisposable
{
    private readonly MqttServer _server;
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource? _resubscribed;
    private int _acknowledged;

    private MqttBroker(int port)
    {
        Port = port;
        var options = new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None).WithDefaultEndpointPort(port).WithPersistentSessions();
        _server = new MqttServerFactory().CreateMqttServer(options.Build());
        _server.ClientAcknowledgedPublishPacketAsync += _ => Note();
        _server.ClientSubscribedTopicAsync += _ =>
        {
            _subscribed.TrySetResult();
            _resubscribed?.TrySetResult();
            return Task.CompletedTask;
        };
        _server.ValidatingConnectionAsync += connecting =>
        {
            connecting.ReasonCode = Password is null || connecting.Password == Password ? MqttConnectReasonCode.Success : MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
    }

    public int Port { get; }

    public string Address => FormattableString.Invariant($"mqtt://127.0.0.1:{Port}");

    /// <summary>What clients must know; null for nothing.</summary>
    public string? Password { get; set; }

    /// <summary>Ends when a client has subscribed.</summary>
    public Task Subscribed => _subscribed.Task;

    public static async Task<MqttBroker> StartAsync(int? port = null)
    {
        var broker = new MqttBroker(port ?? FreePort());
        await broker._server.StartAsync();
        return broker;
    }

    public Task TellAsync(string topic, string message) => _server.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(message).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build())
        {
            SenderClientId = "tests",
        });

    /// <summary>Messages acknowledged since the start.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Ends when a client has subscribed from now on.</summary>
    public Task ResubscribedAsync() => (_resubscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Ends when so many messages were acknowledged since the start.</summary>
    public Task AcknowledgedAsync(int count)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            Wake();
            return reached.Task;
        }
    }

    public async Task DropClientsAsync()
    {
        foreach (var client in await _server.GetClientsAsync())
        {
            await client.DisconnectAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        _server.Dispose();
    }

    private Task Note()
    {
        lock (_gate)
        {
            _acknowledged++;
            Wake();
        }

        return Task.CompletedTask;
    }

    private void Wake()
    {
        foreach (var (_, reached) in _waiting.FindAll(one => one.Count <= _acknowledged))
        {
            reached.TrySetResult();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
