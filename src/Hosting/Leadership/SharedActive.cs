using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Hosting.Configuration;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Leadership;

/// <summary>
/// Shares out a source among the instances of an ingest worker by a group of the log: each share is a partition of an empty topic. Who joins gets some,
/// who leaves, or has been silent for the session timeout, leaves its own to the others. A share that is given up is stopped first.
/// </summary>
public sealed partial class SharedActive(
    IEventLog log, Topics topics, IOptions<RunOptions> run, LogConnection connection, SourceActivity activity, ILogger<SharedActive> logger)
{
    private const int ReadsBetweenQuestions = 25, ReadsBetweenLooks = 5;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Works on shares while this instance holds them; ends when all of the source have ended, also those of others: who is left goes on with what another leaves
    /// unread.
    /// </summary>
    /// <param name="worker">Who works, for messages and health.</param>
    /// <param name="source">Name of its source.</param>
    /// <param name="shares">Number of the shares.</param>
    /// <param name="work">What is done; on a share it is cancelled when this instance no longer holds it, and waited for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(string worker, string source, int shares, SharedWork work, CancellationToken cancellationToken)
    {
        var topic = topics.Shares(source, shares);
        await log.EnsureTopicAsync(topic, shares, cancellationToken);
        if (await log.PartitionCountAsync(topic, cancellationToken) is var found && found != shares)
        {
            throw new EventLogException(FormattableString.Invariant($"Topic {topic} has {found} partitions instead of {shares}: make it anew with as many."));
        }

        using var held = new HeldShares(work.OnShare, cancellationToken);
        var options = new ReaderOptions
        {
            Group = FormattableString.Invariant($"{topics.Prefix}-ingest-{source}-{shares}"),
            Topics = [topic],
            SessionTimeout = run.Value.SessionTimeout,
            GivingUp = partitions => held.GiveUpAsync(Numbers(partitions)),
        };
        await using var reader = await log.OpenReaderAsync(options, cancellationToken);
        reader.AssignmentChanged += change => held.Lost(Numbers(change.Lost));
        try
        {
            activity.Note(worker, source, active: false);
            await WorkAsync(worker, source, reader, held, work, () => log.EndAsync(topic, cancellationToken), shares, cancellationToken);
        }
        finally
        {
            await held.StopAsync();
            activity.End(worker, source, stopped: cancellationToken.IsCancellationRequested);
        }
    }

    private static int[] Numbers(IReadOnlyCollection<(string Topic, int Partition)> partitions) => [.. partitions.Select(partition => partition.Partition)];

    private async Task WorkAsync(
        string worker, string source, ILogReader reader, HeldShares held, SharedWork work, Func<Task> ask, int shares, CancellationToken cancellationToken)
    {
        int[]? before = null;
        var (begun, ended) = (false, false);
        for (var reads = 1; ; reads++)
        {
            var mine = Numbers(reader.Assignment);
            if (before is null ? reads == ReadsBetweenQuestions / 5 || mine.Length > 0 : !before.SequenceEqual(mine))
            {
                if (mine.Length > 0 != before is { Length: > 0 })
                {
                    activity.Note(worker, source, mine.Length > 0);
                }

                LogHolds(worker, mine.Length == 0 ? "none" : string.Join(", ", mine), shares);
                before = mine;
            }

            if (mine.Length > 0 && !begun)
            {
                await work.Begin(cancellationToken);
                begun = true;
                continue;
            }

            held.Start(mine);
            if (!held.HasEnded(mine))
            {
                ended = false;
            }
            else if (!ended || reads % ReadsBetweenLooks == 0)
            {
                var unended = await work.Unended(cancellationToken);
                if (unended.Count == 0)
                {
                    return;
                }

                if (!ended)
                {
                    LogWaits(worker, string.Join(", ", unended), shares);
                }

                // Of its own, what was announced after they had ended.
                held.Again(unended.Intersect(mine));
                ended = true;
            }

            if (reads % ReadsBetweenQuestions == 0)
            {
                // Nothing comes from this topic: only a question tells that the log answers.
                await ask();
                connection.Succeeded(worker);
            }

            await await Task.WhenAny(held.Failure, reader.ReadAsync(1, Wait, cancellationToken));
        }
    }

    [LoggerMessage(1203, LogLevel.Information, "{Worker}: holds shares {Held} of {Shares}")]
    private partial void LogHolds(string worker, string held, int shares);

    [LoggerMessage(1204, LogLevel.Information, "{Worker}: its shares have ended, and of all {Shares} these have not: {Unended}")]
    private partial void LogWaits(string worker, string unended, int shares);
}
