using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Hosting.Configuration;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Leadership;

/// <summary>
/// Lets one of several instances of an ingest worker read its source. The others stand by, and one of them takes over when the
/// active one leaves, or has been silent for the session timeout.
/// </summary>
public sealed partial class SingleActive(
    IEventLog log, Topics topics, IOptions<RunOptions> run, Standby standby, LogConnection connection, SourceActivity activity, ILogger<SingleActive> logger)
{
    private const int Settled = 150;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the turn of this instance, then works.</summary>
    /// <param name="worker">Who works, for messages and health.</param>
    /// <param name="source">Name of its source: one instance for each is active.</param>
    /// <param name="work">Cancelled when another instance has taken over, also when it has left again since.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LostPartitionException">Another instance has taken over; ask again for the turn of this one.</exception>
    public async Task RunAsync(string worker, string source, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await log.EnsureTopicAsync(topics.Leader, 1, cancellationToken);
        var options = new ReaderOptions
        {
            Group = $"{topics.Prefix}-ingest-{source}",
            Topics = [topics.Leader],
            LeaderTopic = topics.Leader,
            SessionTimeout = run.Value.SessionTimeout,
        };
        await using var reader = await log.OpenReaderAsync(options, cancellationToken);
        try
        {
            activity.Note(worker, source, active: false);
            await standby.WaitAsync(worker, reader, () => LogStandby(worker, options.SessionTimeout), cancellationToken);
            activity.Note(worker, source, active: true);
            LogActive(worker);
            await WorkAsync(worker, reader, options.Group, work, cancellationToken);
        }
        finally
        {
            activity.End(worker, source, stopped: cancellationToken.IsCancellationRequested);
        }
    }

    private async Task WorkAsync(string worker, ILogReader reader, string group, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        // Not whether it is held: after a suspension the loss and the taking back come together, and what another has appended in between is unknown here.
        reader.AssignmentChanged += change =>
        {
            if (change.Lost.Count > 0)
            {
                throw new LostPartitionException(group, "another instance is active, or was");
            }
        };
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(held.Token);
        try
        {
            for (var reads = 0; !working.IsCompleted; reads++)
            {
                // A source may be silent for long: that it has worked for a while without failing must do.
                if (reads == Settled)
                {
                    connection.Succeeded(worker);
                }

                await await Task.WhenAny(working, reader.ReadAsync(1, Wait, cancellationToken));
            }
        }
        finally
        {
            await held.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await working;
    }

    [LoggerMessage(1202, LogLevel.Information, "{Worker}: standby; another instance is active, this one takes over when it leaves or is silent for {SessionTimeout}")]
    private partial void LogStandby(string worker, TimeSpan sessionTimeout);

    [LoggerMessage(1201, LogLevel.Information, "{Worker}: active")]
    private partial void LogActive(string worker);
}
