using System.Diagnostics;
using Slams.Core.Analyses;
using Slams.Hosting.Resilience;
using Slams.Publisher.Feed;
using Slams.Publisher.Observability;
using Slams.Streaming.Log;

namespace Slams.Publisher.Delivery;

/// <summary>
/// Sinks that share a place in the log. Hands each analysis to them in their order and commits its position once all have
/// acknowledged it. A failing sink is tried again until it succeeds, so nothing is skipped and the order is kept; sinks bear repetition.
/// </summary>
internal sealed class DeliveryLane
{
    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(1);
    private readonly DeliveryTools _tools;
    private readonly FeedPlace _place;
    private readonly ILaneGate _gate;
    private readonly Perseverance _perseverance;
    private readonly (IAnalysisSink Sink, Circuit Circuit)[] _sinks;
    private LogPosition? _doubtful;

    /// <summary>Makes a lane.</summary>
    /// <param name="name">Name in metrics.</param>
    /// <param name="place">Its place in the log.</param>
    /// <param name="sinks">Its sinks, in the order of delivery.</param>
    /// <param name="gate">What it does besides.</param>
    /// <param name="tools">What all lanes share.</param>
    public DeliveryLane(string name, FeedPlace place, IEnumerable<IAnalysisSink> sinks, ILaneGate gate, DeliveryTools tools)
    {
        (Name, _place, _gate, _tools) = (name, place, gate, tools);
        _perseverance = new Perseverance(State, tools.Metrics, tools.Options, tools.Clock, tools.Logger);
        // All from the start: what an alert watches must be there before anything fails.
        _sinks = [.. sinks.Select(sink => (sink, tools.Circuits.Get(CircuitName(sink.Name), tools.Options.CircuitPause, _ => true)))];
        Array.ForEach(_sinks, s => tools.Metrics.Expect(s.Sink.Name));
        tools.Metrics.Lag(name, () => State.Lag);
    }

    /// <summary>Name in metrics.</summary>
    public string Name { get; }

    /// <summary>How it is doing.</summary>
    public DeliveryState State { get; } = new();

    /// <summary>The circuits of its sinks that are not closed, in words.</summary>
    public string CircuitWords => string.Join("; ", _sinks.Select(s => s.Circuit.Words is { } words ? $"{CircuitName(s.Sink.Name)}: {words}" : "").Where(words => words.Length > 0));

    /// <summary>Delivers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _perseverance.RunAsync("open", _gate.OpenAsync, cancellationToken);
        while (true)
        {
            await _perseverance.RunAsync("read", FollowAsync, cancellationToken);
        }
    }

    private static string CircuitName(string sink) => "sink:" + sink;

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using var stream = await _tools.Feed.OpenAsync(_place, cancellationToken);
        State.Follow(() => stream.LastPoll, () => stream.Lag);
        var (active, losses) = (false, stream.Losses);
        Be(active);
        while (true)
        {
            var read = await stream.ReadAsync(ReadWait, cancellationToken);
            if (losses != stream.Losses)
            {
                // Held again already or not, another instance may have published: it is taken over like any other.
                losses = stream.Losses;
                active = false;
                Be(active);
            }

            if (active != (read.Count > 0 || stream.IsActive))
            {
                active = !active;
                Be(active);
                await (active ? TakeOverAsync(cancellationToken) : Task.CompletedTask);
            }

            State.InHand = read.Count;
            foreach (var incoming in read)
            {
                using var span = Tracing.Source.StartActivity(
                    ActivityKind.Consumer,
                    incoming.Trace,
                    tags: [new("slams.cycle", incoming.Analysis?.Cycle.Key), new("slams.revision", incoming.Analysis?.Provenance.Revision)],
                    name: "publish");
                await HandleAsync(incoming, cancellationToken);
                using var offset = Tracing.Source.StartActivity("publish.offset");
                await CommitAsync(stream, incoming.Next, cancellationToken);
                State.InHand--;
            }
        }
    }

    private async Task CommitAsync(IAnalysisStream stream, LogPosition next, CancellationToken cancellationToken)
    {
        try
        {
            await stream.CommitAsync(next, cancellationToken);
        }
        catch (LostPartitionException)
        {
            var delivered = next with { Offset = next.Offset - 1 };
            _doubtful = _doubtful is { } before && before.Offset < delivered.Offset ? before : delivered;
            throw;
        }
    }

    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        await _gate.TakeOverAsync(cancellationToken);
        if (_doubtful is { } from)
        {
            // Delivered here when another instance had gone on already: what is later than that must have the last word.
            await foreach (var done in _tools.Feed.DoneSinceAsync(_place, from, cancellationToken))
            {
                await HandleAsync(done, cancellationToken);
            }

            _doubtful = null;
        }
    }

    private void Be(bool active)
    {
        State.IsActive = active;
        _tools.Metrics.Active(Name, active);
    }

    private async Task HandleAsync(IncomingAnalysis incoming, CancellationToken cancellationToken)
    {
        if (incoming.Analysis is not { } analysis)
        {
            _tools.Metrics.Unreadable(Name);
            if (_place.SetsAside)
            {
                // Every lane comes by it; one says so.
                Log.UnreadableAnalysis(_tools.Logger, incoming.Next.Topic, incoming.Next.Partition, incoming.Next.Offset - 1, incoming.Problem ?? "");
            }
        }
        else if (_gate.Refuses(analysis) is { } reason)
        {
            Log.Superseded(_tools.Logger, analysis.Cycle.Key, analysis.Provenance.Revision, reason);
        }
        else
        {
            var started = _tools.Clock.GetTimestamp();
            await DeliverAsync(analysis, incoming.Trace, cancellationToken);
            _gate.Delivered(analysis, _tools.Clock.GetElapsedTime(started));
        }
    }

    private async Task DeliverAsync(Analysis analysis, ActivityContext incoming, CancellationToken cancellationToken)
    {
        foreach (var (sink, circuit) in _sinks)
        {
            await _perseverance.RunAsync(
                sink.Name,
                token => circuit.ExecuteAsync(
                    async calling =>
                    {
                        using var span = Tracing.Source.StartActivity("publish." + sink.Name);
                        var started = _tools.Clock.GetTimestamp();
                        await (sink is ITracedSink traced
                            ? traced.DeliverAsync(analysis, incoming, calling)
                            : sink.DeliverAsync(analysis, calling));
                        _tools.Metrics.Delivered(sink.Name, _tools.Clock.GetElapsedTime(started), _tools.Clock.GetUtcNow());
                    },
                    token),
                cancellationToken);
        }
    }
}
