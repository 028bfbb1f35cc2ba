using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Assimilator.Observability;
using Slams.Hosting.Configuration;
using Slams.Hosting.Resilience;
using Slams.Streaming.Log;

namespace Slams.Assimilator.Members;

/// <summary>
/// Does jobs of members that instances of one group share out by the partitions of their topic; also where this instance does not assimilate. A job counts as done when its
/// samples are in the log: what an instance was at when it died is done again by another.
/// </summary>
public sealed partial class MemberWorker(
    IEventLog log, MemberTopics topics, MemberDesk desk, JobWork work, IOptions<RunOptions> run, LogConnection connection, MemberMetrics metrics, ILogger<MemberWorker> logger)
    : BackgroundService
{
    private const string Worker = "members";
    private const int Records = 64;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(500);

    private ILogReader? _reader;

    /// <summary>When the jobs were last polled; null without a reader.</summary>
    internal DateTimeOffset? LastPoll => _reader?.LastPoll;

    /// <summary>Partitions of the jobs that this instance holds.</summary>
    internal int Held => _reader?.Assignment.Count ?? 0;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var threads = (await desk.Analyst.WaitAsync(stoppingToken)).Threads;
            await connection.RunAsync(Worker, token => ReadAsync(threads, token), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task ReadAsync(int threads, CancellationToken cancellationToken)
    {
        await topics.EnsureAsync(log, cancellationToken);
        await using var reader = await log.OpenReaderAsync(
            new ReaderOptions { Group = topics.WorkerGroup, Topics = [topics.Jobs], SessionTimeout = run.Value.SessionTimeout }, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<StoredRecord>>();
        _reader = reader;
        try
        {
            await DoAsync(reader, threads, running, stop.Token);
        }
        finally
        {
            _reader = null;
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DoAsync(ILogReader reader, int threads, List<Task<StoredRecord>> running, CancellationToken cancellationToken)
    {
        var queue = new JobQueue();
        var lost = new ConcurrentQueue<int>();
        reader.AssignmentChanged += change =>
        {
            foreach (var (_, partition) in change.Lost)
            {
                lost.Enqueue(partition);
            }

            LogHolds(reader.Assignment.Count);
        };
        Task<IReadOnlyList<StoredRecord>>? reading = null;
        while (true)
        {
            reading ??= reader.ReadAsync(Records, Wait, cancellationToken);
            await Task.WhenAny([reading, .. running]);
            if (reading.IsCompleted)
            {
                var records = await reading;
                reading = null;
                while (lost.TryDequeue(out var partition))
                {
                    queue.Lose([partition]);
                }

                metrics.Done(MemberOutcome.Obsolete, queue.Add(records));
                connection.Succeeded(Worker);
            }

            foreach (var done in running.Where(task => task.IsCompleted).ToArray())
            {
                running.Remove(done);
                queue.Settle(await done);
            }

            while (running.Count < threads && queue.TryTake(out var job))
            {
                running.Add(work.DoAsync(job, cancellationToken));
            }

            metrics.Waiting(queue.Waiting + (reader.Lag ?? 0));
            await CommitAsync(reader, queue, cancellationToken);
        }
    }

    private async Task CommitAsync(ILogReader reader, JobQueue queue, CancellationToken cancellationToken)
    {
        var positions = queue.Positions(topics.Jobs);
        if (positions.Count == 0)
        {
            return;
        }

        try
        {
            await reader.CommitAsync(positions, cancellationToken);
            queue.Committed(positions);
        }
        catch (LostPartitionException)
        {
            // The next read tells which, and what is held still is committed after it: to do a job twice changes nothing.
        }
    }

    [LoggerMessage(2009, LogLevel.Information, "Samples members of {Partitions} partitions of the jobs")]
    private partial void LogHolds(int partitions);
}
