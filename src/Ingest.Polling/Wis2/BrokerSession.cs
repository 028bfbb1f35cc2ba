using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>A connection to a broker, from its subscriptions to its end. Messages are acknowledged one by one, in the order in which they came.</summary>
internal sealed class BrokerSession : IDisposable
{
    // MQTT 5.0, section 4.8.2: a shared subscription is $share/NAME/FILTER.
    private const string Shared = "$share/";
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<MqttApplicationMessageReceivedEventArgs> _told = Channel.CreateUnbounded<MqttApplicationMessageReceivedEventArgs>();
    private readonly CancellationTokenSource _ended = new();
    private readonly MqttOptions _options;
    private readonly int _most;
    private int _waiting;

    private BrokerSession(MqttOptions options, int most)
    {
        (_options, _most) = (options, most);
        _client.ApplicationMessageReceivedAsync += NoteAsync;
        _client.DisconnectedAsync += EndAsync;
        Ended = _ended.Token;
    }

    /// <summary>Messages that wait to be acknowledged.</summary>
    public ChannelReader<MqttApplicationMessageReceivedEventArgs> Told => _told.Reader;

    /// <summary>Cancelled when the connection has ended.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Messages that were let go because too many waited: those that the broker does not hold back, for nobody acknowledges them.</summary>
    public int Dropped { get; private set; }

    /// <summary>Connects and subscribes.</summary>
    /// <param name="options">To what.</param>
    /// <param name="most">Messages that may wait; more are held back by the broker.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RemoteException">The broker refuses, or cannot be reached.</exception>
    public static async Task<BrokerSession> OpenAsync(MqttOptions options, int most, CancellationToken cancellationToken)
    {
        var session = new BrokerSession(options, most);
        try
        {
            await session.ConnectAsync(cancellationToken);
            return session;
        }
        catch (Exception exception)
        {
            // Each try has a client of its own: one that is half connected cannot connect again.
            session.Dispose();
            throw exception is MqttCommunicationException ? new RemoteException($"{options.Broker}: {exception.Message}", isFinal: false) : exception;
        }
    }

    /// <summary>Whether it is of a topic of the settings: a session that the broker has kept goes on with the subscriptions of then.</summary>
    public bool IsWanted(MqttApplicationMessageReceivedEventArgs message) => _options.Topics.Exists(topic => IsOf(message.ApplicationMessage.Topic, topic));

    /// <summary>Acknowledges a message.</summary>
    public async Task AcknowledgeAsync(MqttApplicationMessageReceivedEventArgs message, CancellationToken cancellationToken)
    {
        await message.AcknowledgeAsync(cancellationToken);
        Interlocked.Decrement(ref _waiting);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _ended.Cancel();
        _ended.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = await _client.ConnectAsync(BrokerConnections.Of(_options, _most), cancellationToken);
        if (connection.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new RemoteException($"{_options.Broker} refuses the connection: {connection.ResultCode}", isFinal: true);
        }

        var subscribe = new MqttClientSubscribeOptionsBuilder();
        _options.Topics.ForEach(topic => subscribe.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce));
        var answer = await _client.SubscribeAsync(subscribe.Build(), cancellationToken);
        // Without acknowledgements nothing that goes wrong here would be told again.
        if (answer.Items.FirstOrDefault(item => item.ResultCode is not (MqttClientSubscribeResultCode.GrantedQoS1 or MqttClientSubscribeResultCode.GrantedQoS2)) is { } refused)
        {
            throw new RemoteException($"{_options.Broker} refuses topic '{refused.TopicFilter.Topic}': {refused.ResultCode}", isFinal: true);
        }
    }

    private Task NoteAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        received.AutoAcknowledge = false;
        if (received.ApplicationMessage.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce && Volatile.Read(ref _waiting) >= _most)
        {
            Dropped++;
        }
        else
        {
            Interlocked.Increment(ref _waiting);
            _told.Writer.TryWrite(received);
        }

        return Task.CompletedTask;
    }

    private async Task EndAsync(MqttClientDisconnectedEventArgs disconnected)
    {
        try
        {
            await _ended.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }

    private static bool IsOf(string topic, string filter) => MqttTopicFilterComparer.Compare(
        topic, filter.StartsWith(Shared, StringComparison.Ordinal) ? filter[(filter.IndexOf('/', Shared.Length) + 1)..] : filter) == MqttTopicFilterCompareResult.IsMatch;
}
