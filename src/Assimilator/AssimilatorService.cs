using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Core.Windows;
using Slams.Hosting.Configuration;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Assimilator;

/// <summary>
/// Reads observations, closes windows, has them analysed and commits each cycle: analysis, state, late observations and input
/// positions move together. The log is polled by the reader's own task, so an analysis may take any time.
/// </summary>
public sealed partial class AssimilatorService(
    IEventLog log, Topics topics, CycleAnalysis analysis, IOptions<AssimilatorOptions> options, IOptions<RunOptions> run, IOptions<CycleOptions> cycle,
    AssimilatorState state, PipelineMetrics metrics, TimeProvider time, ILogger<AssimilatorService> logger) : BackgroundService
{
    private const int ReadRecords = 5000;
    private static readonly TimeSpan ReadWait = TimeSpan.FromMilliseconds(200);

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
        foreach (var (topic, partitions) in new[]
        {
            (topics.Readings, run.Value.Partitions), (topics.Frames, run.Value.Partitions), (topics.Analyses, 1), (topics.CycleState, 1),
            (topics.Late, 1), (topics.DeadLetters, 1),
        })
        {
            await log.EnsureTopicAsync(topic, partitions, cancellationToken);
        }

        analysis.Load();
        state.Ready = true;
        await using var writer = await log.OpenTransactionalWriterAsync(options.Value.Group, cancellationToken);
        while (!await ConsumeAsync(writer, cancellationToken))
        {
            LogRestarted();
        }
    }

    /// <summary>Consumes under one assignment; true at the end of all sources, false when partitions have moved and the state must be rebuilt.</summary>
    private async Task<bool> ConsumeAsync(ITransactionalWriter writer, CancellationToken cancellationToken)
    {
        var history = await CycleHistory.LoadAsync(log, topics.CycleState, analysis.HistoryCycles, cancellationToken);
        await using var reader = await log.OpenReaderAsync(
            new ReaderOptions { Group = options.Value.Group, Topics = [topics.Readings, topics.Frames] }, cancellationToken);
        var feed = new WindowFeed(ObservationWindows.Create(cycle.Value.ToWindowOptions(), history.Resume), history.Resume, time);
        var commit = new CycleCommit(topics, writer, reader, feed, state, metrics);
        var changes = 0;
        reader.AssignmentChanged += _ => changes++;
        while (true)
        {
            var records = await reader.ReadAsync(ReadRecords, ReadWait, cancellationToken);
            state.LastPoll = reader.LastPoll;
            if (changes > 1)
            {
                return false;
            }

            foreach (var (topic, partition) in reader.Assignment)
            {
                feed.Core.Assign(new SourcePartition(topic, partition), time.GetUtcNow());
            }

            foreach (var record in records)
            {
                feed.Add(record);
            }

            feed.Core.Advance(time.GetUtcNow(), behind: records.Count > 0 || reader.Lag > 0);
            while (feed.Core.TryClose(out var window))
            {
                var start = time.GetTimestamp();
                var (result, outputs) = await analysis.AnalyseAsync(window, history.States, cancellationToken);
                var resume = await commit.PublishAsync(window, result.State, outputs, cancellationToken);
                history.Add(result.State, resume);
                var duration = time.GetElapsedTime(start);
                metrics.Cycle(window.Items.Count == 0 ? "empty" : "ok", duration, result.StageSeconds);
                LogCycle(window.Cycle.Key, window.Items.Count, duration.TotalSeconds);
                state.Commit(window.Cycle, window.Duplicates, duration);
            }

            metrics.Windows(feed.Core.OpenWindows, feed.Core.Watermark, reader.LastPoll);
            if (records.Count == 0 && feed.HasEnded(reader.Assignment))
            {
                await commit.FlushAsync(cancellationToken);
                return true;
            }
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "Cycle {Cycle}: {Observations} observations analysed and committed in {Seconds:0.00} s")]
    private partial void LogCycle(string cycle, int observations, double seconds);

    [LoggerMessage(2002, LogLevel.Information, "Partitions have moved; windows are rebuilt from the committed offsets")]
    private partial void LogRestarted();

    [LoggerMessage(2003, LogLevel.Error, "The assimilator stops: {Reason}")]
    private partial void LogFailed(string reason);
}
