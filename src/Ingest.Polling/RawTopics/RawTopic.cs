using Microsoft.Extensions.Logging;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Streaming.Log;

namespace Slams.Ingest.Polling.RawTopics;

/// <summary>
/// Brings the files that others write into a topic. Offsets are committed when all of the files before them is in the log; what a process that is killed had
/// brought and not committed is known again by its place.
/// </summary>
/// <param name="source">Name of the source.</param>
/// <param name="options">The topic.</param>
/// <param name="log">The log.</param>
/// <param name="fetcher">Brings.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For messages.</param>
internal sealed partial class RawTopic(string source, RawTopicOptions options, IEventLog log, Fetcher fetcher, TimeProvider time, ILogger logger) : IBringer
{
    // Rounds at most of which files wait to be read.
    private const int AtOnce = 100, Ahead = 10;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromSeconds(30);

    // What is not committed comes again at once or not at all.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);
    private readonly string _group = options.Group.Length > 0 ? options.Group : $"{options.Topic}.{source}.{options.Name}";
    private DateTimeOffset _remembersSince = time.GetUtcNow();

    /// <summary>Called with the offsets after each commit.</summary>
    public Action<IReadOnlyList<LogPosition>>? Committed { get; init; }

    /// <inheritdoc/>
    public bool Forgets => true;

    /// <inheritdoc/>
    public async Task RunAsync(KnownArrivals known, InputBacklog backlog, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ReadAsync(known, backlog, cancellationToken);
            }
            catch (LostPartitionException)
            {
                // Another instance has them, or has had them since they were read: from the committed offsets on, and what is in the spool is known.
                continue;
            }
            catch (Exception exception) when (exception is EventLogException or SpoolException)
            {
                fetcher.Count(PollOutcome.Failed);
                fetcher.Fail("its messages", exception);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task ReadAsync(KnownArrivals known, InputBacklog backlog, CancellationToken cancellationToken)
    {
        if (!(await log.TopicsAsync(cancellationToken)).Contains(options.Topic, StringComparer.Ordinal))
        {
            LogAbsent(source, options.Name, options.Topic);
            return;
        }

        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = _group, Topics = [options.Topic] }, cancellationToken);
        var rounds = new Queue<(LogPosition[] Next, Task InLog)>();
        while (true)
        {
            var records = await reader.ReadAsync(AtOnce, Wait, cancellationToken);
            if (records.Count > 0)
            {
                var inLog = new List<Task>();
                foreach (var record in records)
                {
                    if (await BringAsync(record, known, cancellationToken) is { } path)
                    {
                        inLog.Add(backlog.InLogAsync(path));
                    }
                }

                LogPosition[] next = [.. records.GroupBy(record => record.Partition, (partition, all) => new LogPosition(options.Topic, partition, all.Max(record => record.Offset) + 1))];
                rounds.Enqueue((next, Task.WhenAll(inLog)));
            }

            while (rounds.TryPeek(out var round) && (round.InLog.IsCompleted || rounds.Count > Ahead))
            {
                await round.InLog.WaitAsync(cancellationToken);
                await reader.CommitAsync(round.Next, cancellationToken);
                Committed?.Invoke(round.Next);
                rounds.Dequeue();
            }

            if (time.GetUtcNow() - _remembersSince > Memory)
            {
                _remembersSince = time.GetUtcNow();
                known.Age();
            }
        }
    }

    /// <summary>Brings a file; returns its path, or null where there is none to read.</summary>
    /// <exception cref="SpoolException">It could not be written: passing it would lose it.</exception>
    private async Task<string?> BringAsync(StoredRecord record, KnownArrivals known, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.FetchAsync(new RawFile(record, NameOf(record)), known, cancellationToken);
        if (fetched.Succeeded)
        {
            fetcher.Recover();
        }
        else if (!fetched.IsRefused)
        {
            throw new SpoolException(new IOException($"a message of {options.Topic} cannot be written in time"));
        }

        return fetched.Path;
    }

    private string NameOf(StoredRecord record) => SafeName.Of(record.Headers.GetValueOrDefault(options.NameHeader) ?? record.Key ?? "", "data");

    [LoggerMessage(1027, LogLevel.Warning, "{Source}: there is no topic {Topic} for {Server} yet")]
    private partial void LogAbsent(string source, string server, string topic);
}
