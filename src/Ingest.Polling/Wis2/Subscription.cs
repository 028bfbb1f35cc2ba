using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>
/// Listens to a broker and brings the files that it tells of. A message is acknowledged when its file is in the spool, or was tried for long enough: what a
/// process that is killed had not brought yet is told again to the next, where the broker keeps a session. Copies are known by the identifier of their data.
/// </summary>
/// <param name="source">Name of the source.</param>
/// <param name="options">The broker.</param>
/// <param name="tries">How it is connected to.</param>
/// <param name="fetchers">One for each file that is fetched at once.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For messages.</param>
internal sealed partial class Subscription(
    string source, MqttOptions options, RemoteTries tries, IReadOnlyList<Fetcher> fetchers, TimeProvider time, ILogger logger) : IBringer
{
    private const string Notifications = "its notifications";

    // Of each fetcher: the broker holds back the rest until these are acknowledged.
    private const int Waiting = 16, Deferrals = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5), FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    // Caches hold a day; of what is older no copies come.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private DateTimeOffset _remembersSince = time.GetUtcNow();

    /// <inheritdoc/>
    public bool Forgets => true;

    /// <inheritdoc/>
    public async Task RunAsync(KnownArrivals known, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                await ListenAsync(known, () => pause = FirstPause, cancellationToken);
            }
            catch (BrokenCircuitException)
            {
                // Nothing was tried: what failed before stands.
            }
            catch (Exception exception) when (exception is RemoteException or TimeoutRejectedException or SpoolException && !cancellationToken.IsCancellationRequested)
            {
                fetchers[0].Count(exception);
                fetchers[0].Fail(Notifications, exception);
            }

            await Task.Delay(pause * (1 + Random.Shared.NextDouble()), time, cancellationToken);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }

    /// <summary>Listens until the connection ends.</summary>
    private async Task ListenAsync(KnownArrivals known, Action connected, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var client = new MqttClientFactory().CreateMqttClient();
        var queues = fetchers.Select(_ => Channel.CreateBounded<Message>(Waiting)).ToArray();
        // The broker sends no more than it may before they are acknowledged.
        var all = Channel.CreateUnbounded<Message>();
        client.ApplicationMessageReceivedAsync += async received =>
        {
            received.AutoAcknowledge = false;
            Forget(known);
            var message = Read(received);
            // Copies of one file go the same way: the second finds the first.
            var queue = queues[(uint)StringComparer.Ordinal.GetHashCode(message.Notice?.Identifier ?? "") % (uint)queues.Length];
            await all.Writer.WriteAsync(message, ended.Token);
            await queue.Writer.WriteAsync(message, ended.Token);
        };
        client.DisconnectedAsync += _ => ended.CancelAsync();
        await tries.AskAsync(token => ConnectAsync(client, token), cancellationToken);
        connected();
        fetchers[0].Recover();
        LogListening(source, options.Name, options.Topics.Count);
        try
        {
            var fetching = fetchers.Zip(queues, (fetcher, queue) => FetchAsync(fetcher, queue.Reader, known, ended));
            await Task.WhenAll([.. fetching, AcknowledgeAsync(all.Reader, ended)]);
        }
        catch (Exception exception) when (exception is OperationCanceledException or MqttCommunicationException && !cancellationToken.IsCancellationRequested)
        {
            throw new RemoteException($"the connection to {options.Broker} has ended", isFinal: false);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task<bool> ConnectAsync(IMqttClient client, CancellationToken cancellationToken)
    {
        try
        {
            // Of each fetcher as many as wait for it, and one.
            var connection = await client.ConnectAsync(BrokerConnections.Of(options, fetchers.Count * (Waiting + 1)), cancellationToken);
            if (connection.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new RemoteException($"{options.Broker} refuses the connection: {connection.ResultCode}", isFinal: true);
            }

            var subscribe = new MqttClientSubscribeOptionsBuilder();
            options.Topics.ForEach(topic => subscribe.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce));
            var answer = await client.SubscribeAsync(subscribe.Build(), cancellationToken);
            return answer.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused
                ? throw new RemoteException($"{options.Broker} refuses topic '{refused.TopicFilter.Topic}': {refused.ResultCode}", isFinal: true)
                : true;
        }
        catch (MqttCommunicationException exception)
        {
            throw new RemoteException($"{options.Broker}: {exception.Message}", isFinal: false);
        }
    }

    private Message Read(MqttApplicationMessageReceivedEventArgs received)
    {
        try
        {
            return new(received, Notice.Parse(received.ApplicationMessage.Payload.ToArray()));
        }
        catch (InvalidDataException exception)
        {
            fetchers[0].Count(PollOutcome.Refused);
            fetchers[0].Fail(received.ApplicationMessage.Topic, exception);
            return new(received, null);
        }
    }

    private async Task FetchAsync(Fetcher fetcher, ChannelReader<Message> messages, KnownArrivals known, CancellationTokenSource ended)
    {
        try
        {
            await foreach (var message in messages.ReadAllAsync(ended.Token))
            {
                if (message.Notice is { } notice)
                {
                    await FetchAsync(fetcher, notice, known, ended.Token);
                }

                message.Done.SetResult();
            }
        }
        finally
        {
            // Whatever it was: the others would wait for ever.
            await ended.CancelAsync();
        }
    }

    // In the order in which they came: MQTT 5.0, section 4.6.
    private static async Task AcknowledgeAsync(ChannelReader<Message> messages, CancellationTokenSource ended)
    {
        try
        {
            await foreach (var message in messages.ReadAllAsync(ended.Token))
            {
                await message.Done.Task.WaitAsync(ended.Token);
                await message.Received.AcknowledgeAsync(ended.Token);
            }
        }
        finally
        {
            // Whatever it was: the others would wait for ever.
            await ended.CancelAsync();
        }
    }

    private async Task FetchAsync(Fetcher fetcher, Notice notice, KnownArrivals known, CancellationToken cancellationToken)
    {
        for (var again = Deferrals; ; again--)
        {
            try
            {
                if (await fetcher.FetchAsync(notice, known, cancellationToken))
                {
                    fetcher.Recover();
                }

                return;
            }
            catch (RemoteException busy) when (busy.RetryAfter is { } wait)
            {
                fetcher.Count(PollOutcome.Deferred);
                if (again == 0)
                {
                    fetcher.Fail(notice.Name, busy);
                    return;
                }

                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
            }
        }
    }

    private void Forget(KnownArrivals known)
    {
        if (time.GetUtcNow() - _remembersSince > Memory)
        {
            _remembersSince = time.GetUtcNow();
            known.Age();
        }
    }

    private sealed record Message(MqttApplicationMessageReceivedEventArgs Received, Notice? Notice)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(1026, LogLevel.Information, "{Source}: {Server} tells of new files in {Topics} topics")]
    private partial void LogListening(string source, string server, int topics);
}
