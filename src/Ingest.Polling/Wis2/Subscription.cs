using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>
/// Listens to a broker and brings the files that it tells of. A message is acknowledged when all of its file is in the log, or the file was tried for long
/// enough: of what was brought and not read when a machine is lost the broker tells the next, where it keeps a session. Copies are known by the identifier of
/// their data.
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

    // Messages that wait for their files to be fetched, read and appended; the broker holds back the rest until these are acknowledged.
    private const int Waiting = 1000, Deferrals = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5), FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    // Caches hold a day; of what is older no copies come.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private DateTimeOffset _remembersSince = time.GetUtcNow();

    /// <inheritdoc/>
    public bool Forgets => true;

    /// <inheritdoc/>
    public async Task RunAsync(KnownArrivals known, InputBacklog backlog, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                await ListenAsync(known, backlog, () => pause = FirstPause, cancellationToken);
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
    private async Task ListenAsync(KnownArrivals known, InputBacklog backlog, Action connected, CancellationToken cancellationToken)
    {
        using var session = await tries.AskAsync(token => BrokerSession.OpenAsync(options, Waiting, token), cancellationToken);
        connected();
        fetchers[0].Recover();
        LogListening(source, options.Name, options.Topics.Count);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Ended);
        var queues = fetchers.Select(_ => Channel.CreateUnbounded<Message>()).ToArray();
        var all = Channel.CreateUnbounded<Message>();
        try
        {
            await Task.WhenAll(
            [
                UntilEndedAsync(ended, token => SortAsync(session, known, queues, all.Writer, token)),
                .. fetchers.Zip(queues, (fetcher, queue) => UntilEndedAsync(ended, token => FetchAsync(fetcher, queue.Reader, known, backlog, token))),
                UntilEndedAsync(ended, token => AcknowledgeAsync(session, all.Reader, token)),
            ]);
        }
        catch (Exception exception) when (exception is OperationCanceledException or MqttCommunicationException && !cancellationToken.IsCancellationRequested)
        {
            throw new RemoteException($"the connection to {options.Broker} has ended", isFinal: false);
        }
    }

    private static async Task UntilEndedAsync(CancellationTokenSource ended, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(ended.Token);
        }
        finally
        {
            // Whatever it was: the others would wait for ever.
            await ended.CancelAsync();
        }
    }

    private async Task SortAsync(BrokerSession session, KnownArrivals known, Channel<Message>[] queues, ChannelWriter<Message> all, CancellationToken cancellationToken)
    {
        var dropped = 0;
        await foreach (var received in session.Told.ReadAllAsync(cancellationToken))
        {
            Forget(known);
            for (; dropped < session.Dropped; dropped++)
            {
                fetchers[0].Count(PollOutcome.Failed);
                fetchers[0].Fail(Notifications, new RemoteException($"more than {Waiting} without acknowledgement at once", isFinal: false));
            }

            var message = session.IsWanted(received) ? Read(received) : new Message(received, null);
            all.TryWrite(message);
            // Copies of one file go the same way: the second finds the first.
            queues[(uint)StringComparer.Ordinal.GetHashCode(message.Notice?.Identifier ?? "") % (uint)queues.Length].Writer.TryWrite(message);
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

    private async Task FetchAsync(Fetcher fetcher, ChannelReader<Message> messages, KnownArrivals known, InputBacklog backlog, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.ReadAllAsync(cancellationToken))
        {
            var path = message.Notice is { } notice ? await FetchAsync(fetcher, notice, known, cancellationToken) : null;
            message.Brought.SetResult(path is null ? Task.CompletedTask : backlog.InLogAsync(path));
        }
    }

    // In the order in which they came: MQTT 5.0, section 4.6.
    private static async Task AcknowledgeAsync(BrokerSession session, ChannelReader<Message> messages, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.ReadAllAsync(cancellationToken))
        {
            var inLog = await message.Brought.Task.WaitAsync(cancellationToken);
            await inLog.WaitAsync(cancellationToken);
            await session.AcknowledgeAsync(message.Received, cancellationToken);
        }
    }

    // Path of the file; null where there is none to read.
    private async Task<string?> FetchAsync(Fetcher fetcher, Notice notice, KnownArrivals known, CancellationToken cancellationToken)
    {
        for (var again = Deferrals; ; again--)
        {
            try
            {
                var fetched = await fetcher.FetchAsync(notice, known, cancellationToken);
                if (fetched.Succeeded)
                {
                    fetcher.Recover();
                }

                return fetched.Path;
            }
            catch (RemoteException busy) when (busy.RetryAfter is { } wait)
            {
                fetcher.Count(PollOutcome.Deferred);
                if (again == 0)
                {
                    fetcher.Fail(notice.Name, busy);
                    return null;
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
        /// <summary>Ends when the file is in the spool, with what ends when it is in the log.</summary>
        public TaskCompletionSource<Task> Brought { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(1026, LogLevel.Information, "{Source}: {Server} tells of new files in {Topics} topics")]
    private partial void LogListening(string source, string server, int topics);
}
