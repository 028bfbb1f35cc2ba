using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Windows;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>
/// Commits a cycle's outputs with the input positions, atomically, and between cycles what would fill memory until the next.
/// </summary>
internal sealed class CycleCommit(
    Topics topics, CycleSchedule schedule, ITransactionalWriter writer, ILogReader reader, WindowFeed feed, AssimilatorState state, PipelineMetrics metrics)
{
    /// <summary>Late observations and dead letters that are written out without a cycle to go with.</summary>
    public const int MostWaiting = 5000;

    private int _left;

    /// <summary>Whether so much waits that it must not wait for a cycle. What the last commit had to leave does not count.</summary>
    public bool IsDue => feed.Waiting - _left >= MostWaiting;

    /// <summary>Commits one analysed window; returns what the next start goes on from.</summary>
    public async Task<WindowResume> PublishAsync(
        ClosedWindow<Observation> window, CycleState carried, Analysis analysis, CancellationToken cancellationToken)
    {
        using var span = Tracing.Source.StartActivity("cycle.commit");
        var checkpoint = feed.Core.Checkpoint(window.Cycle);
        await CommitAsync(checkpoint, [(topics.Analyses, AnalysisCodec.ToRecord(analysis).WithTrace(span))], carried, cancellationToken);
        return checkpoint.Resume;
    }

    /// <summary>
    /// Commits what is left between cycles, late observations and dead letters, together with where a restart goes on: what is read
    /// again for the sake of open windows is then not written out again. Every window taken must have been published.
    /// </summary>
    public async Task FlushAsync(CycleHistory history, CancellationToken cancellationToken)
    {
        using var span = Tracing.Source.StartActivity("cycle.flush");
        var checkpoint = feed.Core.Checkpoint(null);
        var carried = history.Last ?? CycleHistory.Nothing(schedule.At(checkpoint.Resume.LastPublished));
        await CommitAsync(checkpoint, [], carried, cancellationToken);
        history.Add(carried, checkpoint.Resume);
    }

    private async Task CommitAsync(
        WindowCheckpoint<Observation> checkpoint, List<(string Topic, LogRecord Record)> outputs, CycleState carried, CancellationToken cancellationToken)
    {
        var late = feed.TakeLate();
        outputs.AddRange(late.Select(record => (topics.Late, record)));
        outputs.AddRange(checkpoint.SetAside.Select(item => (topics.Late, ToLate(item))));
        outputs.AddRange(feed.TakeDeadLetters().Select(record => (topics.DeadLetters, record)));
        if (outputs.Count > 0)
        {
            // Last: without transactions it is what says that all before it has been written. In one partition, whatever a broker has made of
            // the topic: the newest says where to go on.
            outputs.Add((topics.CycleState, CycleStateCodec.ToRecord(carried, checkpoint.Resume) with { Partition = 0 }));
        }

        await writer.CommitAsync(
            outputs, reader, [.. checkpoint.LowWater.Select(p => new LogPosition(p.Partition.Topic, p.Partition.Partition, p.Offset))], cancellationToken);
        _left = feed.Waiting;
        state.AddLate(late.Count + checkpoint.SetAside.Count);
        metrics.Late(LateReasons.Ingest, late.Count);
        foreach (var reason in checkpoint.SetAside.CountBy(item => item.Reason))
        {
            metrics.Late(LateReasons.Of(reason.Key), reason.Value);
        }
    }

    private static LogRecord ToLate(SetAside<Observation> item)
    {
        var encoded = item.Item.Reading is { } reading
            ? ReadingCodec.ToRecord(reading, item.Origin.Source)
            : item.Item.Profile is { } profile ? ProfileCodec.ToRecord(profile, item.Origin.Source)
            : FrameCodec.ToRecord(item.Item.Frame!, item.Origin.Source);
        var origin = item.Origin.Partition;
        var original = new StoredRecord(
            origin.Topic, origin.Partition, item.Origin.Offset, encoded.Key, encoded.Value, encoded.Timestamp, encoded.Headers);
        return LateCodec.ToRecord(new LateRecord(original, item.Cycle, item.LateBy, item.Reason.ToString()));
    }
}
