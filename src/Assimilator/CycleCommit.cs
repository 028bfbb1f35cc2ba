using Slams.Core.Analyses;
using Slams.Core.Windows;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>Commits a cycle's outputs with the input positions, atomically.</summary>
internal sealed class CycleCommit(
    Topics topics, ITransactionalWriter writer, ILogReader reader, WindowFeed feed, AssimilatorState state, PipelineMetrics metrics)
{
    /// <summary>Commits one analysed window; returns what the next start goes on from.</summary>
    public async Task<WindowResume> PublishAsync(
        ClosedWindow<Observation> window, CycleState carried, Analysis analysis, CancellationToken cancellationToken)
    {
        using var span = Tracing.Source.StartActivity("cycle.commit");
        var checkpoint = feed.Core.Checkpoint(window.Cycle);
        var resume = checkpoint.Resume ?? throw new InvalidOperationException("A published cycle must leave a place to resume from.");
        await CommitAsync(checkpoint, [(topics.Analyses, AnalysisCodec.ToRecord(analysis).WithTrace(span))], CycleStateCodec.ToRecord(carried, resume), cancellationToken);
        return resume;
    }

    /// <summary>Commits what is left between cycles: late observations and dead letters.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var span = Tracing.Source.StartActivity("cycle.flush");
        await CommitAsync(feed.Core.Checkpoint(null), [], null, cancellationToken);
    }

    private async Task CommitAsync(
        WindowCheckpoint<Observation> checkpoint, List<(string Topic, LogRecord Record)> outputs, LogRecord? stateRecord, CancellationToken cancellationToken)
    {
        var late = feed.TakeLate();
        outputs.AddRange(late.Select(record => (topics.Late, record)));
        outputs.AddRange(checkpoint.SetAside.Select(item => (topics.Late, ToLate(item))));
        outputs.AddRange(feed.TakeDeadLetters().Select(record => (topics.DeadLetters, record)));
        if (stateRecord is not null)
        {
            // Last: without transactions it is what says that all before it has been written.
            outputs.Add((topics.CycleState, stateRecord));
        }

        await writer.CommitAsync(
            outputs, reader, [.. checkpoint.LowWater.Select(p => new LogPosition(p.Partition.Topic, p.Partition.Partition, p.Offset))], cancellationToken);
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
            : FrameCodec.ToRecord(item.Item.Frame!, item.Origin.Source);
        var origin = item.Origin.Partition;
        var original = new StoredRecord(
            origin.Topic, origin.Partition, item.Origin.Offset, encoded.Key, encoded.Value, encoded.Timestamp, encoded.Headers);
        return LateCodec.ToRecord(new LateRecord(original, item.Cycle, item.LateBy, item.Reason.ToString()));
    }
}
