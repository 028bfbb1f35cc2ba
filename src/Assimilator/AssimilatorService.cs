using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Assimilator.Members;
using Slams.Assimilator.Observability;
using Slams.Core.Windows;
using Slams.Hosting.Configuration;
using Slams.Hosting.Leadership;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Assimilator;

/// <summary>
/// Reads observations, closes windows, has them analysed and commits each cycle: analysis, state, late observations and input
/// positions move together. The log is polled by the reader's own task, so an analysis may take any time.
/// </summary>
public sealed partial class AssimilatorService(
    IEventLog log, Topics topics, CycleAnalysis analysis, IOptions<AssimilatorOptions> options, IOptions<RunOptions> run, IOptions<CycleOptions> cycle,
    AssimilatorState state, MemberSharding sharding, LogConnection connection, Standby standby, ActiveWorkers workers, PipelineMetrics metrics, AnalysisMetrics analysisMetrics,
    TimeProvider time, ILogger<AssimilatorService> logger) : BackgroundService
{
    private const string Worker = "assimilator";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Off the host's start-up path: loading a model takes a moment.
            await Task.Run(() => RunAsync(stoppingToken), stoppingToken);
            state.Complete();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogFailed(exception.Message);
            state.Fail(exception);
            throw;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // Before anything that may wait: one that has not begun is watched as well.
        metrics.AssimilatorIsActive(false);
        // First of all: without a model nothing else makes sense, and the start ends here.
        var analyst = analysis.Load();
        analysisMetrics.Loaded(analyst);
        sharding.Loaded(analyst);
        state.BeReady();
        await connection.RunAsync(Worker, WorkAsync, cancellationToken);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        // All at once: a broker that makes a topic takes a moment to answer for it.
        await Task.WhenAll(new[]
        {
            (topics.Readings, run.Value.Partitions), (topics.Frames, run.Value.Partitions), (topics.Analyses, 1), (topics.CycleState, 1),
            (topics.Late, 1), (topics.DeadLetters, 1), (topics.Leader, 1),
        }.Select(topic => log.EnsureTopicAsync(topic.Item1, topic.Item2, cancellationToken)));

        try
        {
            while (!await ConsumeAsync(cancellationToken))
            {
                LogRestarted();
            }
        }
        finally
        {
            BeActive(false);
        }
    }

    /// <summary>Consumes under one assignment; true at the end of all sources, false when partitions have moved and the state must be rebuilt.</summary>
    private async Task<bool> ConsumeAsync(CancellationToken cancellationToken)
    {
        // A window needs every partition: one instance holds them all, the others stand by with the model loaded.
        await using var reader = await log.OpenReaderAsync(
            new ReaderOptions
            {
                Group = options.Value.Group,
                Topics = [topics.Readings, topics.Frames],
                LeaderTopic = topics.Leader,
                SessionTimeout = run.Value.SessionTimeout,
                Overtaken = metrics.Overtaken,
            },
            cancellationToken);
        await using var ahead = new ReadAhead(reader, time, cancellationToken);
        state.Follow(() => reader.LastPoll, () => (reader.Lag ?? 0) + ahead.Waiting);
        metrics.FollowReader(() => state.LastPoll, () => state.Unread);
        using var following = new Following(state);
        var changes = 0;
        // Heard of on the thread that reads ahead.
        reader.AssignmentChanged += _ => Interlocked.Increment(ref changes);
        BeActive(false);
        var batch = ahead.Decode(await standby.WaitAsync(Worker, reader, () => LogStandby(run.Value.SessionTimeout), cancellationToken));
        BeActive(true);
        LogActive(reader.Assignment.Count);
        // First the writer, which fences that of an instance before this one: nothing it has not committed by now is in the history.
        await using var writer = await log.OpenTransactionalWriterAsync(options.Value.Group, cancellationToken);
        await using var members = await sharding.GatherAsync(cancellationToken);
        var windows = cycle.Value.ToWindowOptions();
        var revisable = (int)Math.Ceiling(windows.RevisionBound / windows.Schedule.Interval) + 1;
        var history = await new HistoryLoader(log, topics, windows.Schedule, metrics, time, logger).LoadAsync(analysis.HistoryCycles, revisable, cancellationToken);
        metrics.Accounting.Restart();
        var feed = new WindowFeed(ObservationWindows.Create(windows, history.Resume), history.Resume, cycle.Value, metrics);
        var commit = new CycleCommit(topics, windows.Schedule, writer, reader, feed, state, metrics);
        var started = time.GetTimestamp();
        var collecting = started;
        while (true)
        {
            if (Volatile.Read(ref changes) > 1)
            {
                return false;
            }

            foreach (var (topic, partition) in reader.Assignment)
            {
                feed.Core.Assign(new SourcePartition(topic, partition), time.GetUtcNow());
            }

            feed.Add(batch);
            // Nor does silence say anything while the log, or the broker of one partition, cannot be asked what is waiting.
            feed.Core.Advance(
                time.GetUtcNow(), time.GetElapsedTime(started),
                behind: batch.Records.Count > 0 || reader.Lag is not 0 || connection.Failure is not null);
            while (feed.Core.TryClose(out var window))
            {
                // An analysis may take long: what has been read shows before it begins.
                Show(feed);
                metrics.Stage(CycleStages.Collect, time.GetElapsedTime(collecting));
                await AnalyseAsync(window.WithCorrections(), feed.Traces.Take(window.Cycle, window.Revision), history, members, commit, cancellationToken);
                collecting = time.GetTimestamp();
            }

            reader.Pause([.. feed.Core.Ahead.Select(partition => (partition.Topic, partition.Partition))]);
            Show(feed);
            if (batch.Records.Count == 0 && feed.HasEnded(reader.Assignment))
            {
                await commit.FlushAsync(history, cancellationToken);
                return true;
            }

            if (commit.IsDue)
            {
                // A flood of what no window takes, such as an archive that comes in late, must not wait in memory for hours.
                await commit.FlushAsync(history, cancellationToken);
            }

            batch = await ahead.TakeAsync();
            connection.Succeeded(Worker);
        }
    }

    private void Show(WindowFeed feed)
    {
        metrics.Windows(feed.Core.OpenWindows, feed.Core.Watermark);
        metrics.Holding(feed.Core.Holding, feed.Core.Ahead.Count);
        metrics.EventTime(feed.Newest, feed.Core.Watermark);
        feed.ReportCounts();
    }

    private void BeActive(bool active)
    {
        workers.Set(Worker, active);
        metrics.AssimilatorIsActive(active);
    }

    /// <param name="window">The window.</param>
    /// <param name="inputs">Traces of its observations, newest first: a span has one parent, and the newest input is what the cycle has waited for.</param>
    /// <param name="history">States of cycles before.</param>
    /// <param name="members">Has its members sampled; null where the analyst does.</param>
    /// <param name="commit">Commits it.</param>
    /// <param name="cancellationToken">Ends the worker.</param>
    private async Task AnalyseAsync(
        ClosedWindow<Observation> window, IReadOnlyList<ActivityContext> inputs, CycleHistory history, MemberGatherer? members, CycleCommit commit,
        CancellationToken cancellationToken)
    {
        using var span = Tracing.Source.StartActivity(
            ActivityKind.Consumer,
            inputs.Count > 0 ? inputs[0] : default,
            tags: [new("slams.cycle", window.Cycle.Key), new("slams.revision", window.Revision), new("slams.observations", window.Items.Count)],
            links: inputs.Skip(1).Select(input => new ActivityLink(input)),
            name: "cycle");
        var start = time.GetTimestamp();
        var analysed = await analysis.AnalyseAsync(window, history.Before(window.Cycle), members, cancellationToken);
        // After a failure the following cycle has no background from this one, unless it had been analysed before.
        var carried = analysed.State ?? history.Of(window.Cycle) ?? CycleHistory.Nothing(window.Cycle);
        var committing = time.GetTimestamp();
        var resume = await commit.PublishAsync(window, carried, analysed.Analysis, cancellationToken);
        metrics.Stage(CycleStages.Commit, time.GetElapsedTime(committing));
        history.Add(carried, resume);
        var duration = time.GetElapsedTime(start);
        var outcome = analysed.State is null ? "failed" : window.Revision > 0 ? "revised" : window.Items.Count == 0 ? "empty" : "ok";
        metrics.Cycle(outcome, duration, analysed.StageSeconds);
        analysisMetrics.Committed(window, analysed.Analysis);
        LogCycle(window.Cycle.Key, window.Revision, window.Items.Count, outcome, duration.TotalSeconds);
        state.Commit(window.Cycle, window.Duplicates, duration);
    }

    /// <summary>Without a reader there is no poll whose age could tell anything: that the log is away is a matter of readiness.</summary>
    private sealed class Following(AssimilatorState state) : IDisposable
    {
        public void Dispose() => state.Follow(null, null);
    }

    [LoggerMessage(2001, LogLevel.Information, "Cycle {Cycle}, revision {Revision}: {Observations} observations, {Outcome}, committed in {Seconds:0.00} s")]
    private partial void LogCycle(string cycle, int revision, int observations, string outcome, double seconds);

    [LoggerMessage(2002, LogLevel.Information, "Partitions have moved; windows are rebuilt from the committed offsets")]
    private partial void LogRestarted();

    [LoggerMessage(2007, LogLevel.Information, "Active: this instance holds all {Partitions} partitions of the inputs")]
    private partial void LogActive(int partitions);

    [LoggerMessage(2008, LogLevel.Information, "Standby: another instance is active; this one takes over when it leaves or is silent for {SessionTimeout}")]
    private partial void LogStandby(TimeSpan sessionTimeout);

    [LoggerMessage(2003, LogLevel.Error, "The assimilator stops: {Reason}")]
    private partial void LogFailed(string reason);
}
