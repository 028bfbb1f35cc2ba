using System.Diagnostics;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Slams.Core.Analyses;
using Slams.Hosting.Resilience;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feed;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Delivery;

/// <summary>
/// Hands each analysis to the sinks in their order and commits its position once all have acknowledged it. A failing sink is
/// tried again until it succeeds, so nothing is skipped and the order is kept; sinks bear repetition.
/// </summary>
internal sealed class DeliveryService(
    IAnalysisFeed feed, IEnumerable<IAnalysisSink> sinks, CatalogueLoader loader, AnalysisStore store, DeliveryState state, PublisherMetrics metrics, Circuits circuits,
    IOptions<PublisherOptions> options, TimeProvider clock, ILogger<DeliveryService> logger) : BackgroundService
{
    /// <summary>What the names of the sinks' circuits begin with.</summary>
    public const string CircuitPrefix = "sink:";

    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(1);
    private readonly PublisherOptions _options = options.Value;
    // All from the start: what an alert watches must be there before anything fails.
    private readonly (IAnalysisSink Sink, Circuit Circuit)[] _sinks =
        [.. sinks.Select(sink => (sink, circuits.Get(CircuitPrefix + sink.Name, options.Value.CircuitPause, _ => true)))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Reading a folder is not quick: the host must not wait for it.
            await Task.Yield();
            await PersistAsync("open", loader.LoadAsync, stoppingToken);
            while (true)
            {
                await PersistAsync("read", FollowAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not committed is read again.
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using var stream = await feed.OpenAsync(cancellationToken);
        state.Follow(() => stream.LastPoll);
        var active = false;
        Be(active);
        while (true)
        {
            var read = await stream.ReadAsync(ReadWait, cancellationToken);
            if (active != (read.Count > 0 || stream.IsActive))
            {
                active = !active;
                Be(active);
                await (active ? loader.TakeOverAsync(cancellationToken) : Task.CompletedTask);
            }

            foreach (var incoming in read)
            {
                using var span = Tracing.Source.StartActivity(
                    ActivityKind.Consumer,
                    tags: [new("slams.cycle", incoming.Analysis?.Cycle.Key), new("slams.revision", incoming.Analysis?.Provenance.Revision)],
                    name: "publish");
                if (incoming.Analysis is { } analysis && store.Outranks(analysis))
                {
                    metrics.Superseded();
                    Log.Superseded(logger, analysis.Cycle.Key, analysis.Provenance.Revision, analysis.Failure ?? "a later revision is known");
                }
                else if (incoming.Analysis is { } next)
                {
                    await DeliverAsync(next, cancellationToken);
                }
                else
                {
                    metrics.Unreadable();
                    Log.UnreadableAnalysis(logger, incoming.Next.Topic, incoming.Next.Partition, incoming.Next.Offset - 1, incoming.Problem ?? "");
                }

                using var offset = Tracing.Source.StartActivity("publish.offset");
                await stream.CommitAsync(incoming.Next, cancellationToken);
            }

            metrics.Lag(stream.Lag);
        }
    }

    private void Be(bool active)
    {
        state.IsActive = active;
        metrics.Active(active);
    }

    private async Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        foreach (var (sink, circuit) in _sinks)
        {
            await PersistAsync(
                sink.Name,
                token => circuit.ExecuteAsync(
                    async calling =>
                    {
                        using var span = Tracing.Source.StartActivity("publish." + sink.Name);
                        var started = clock.GetTimestamp();
                        await sink.DeliverAsync(analysis, calling);
                        metrics.Delivered(sink.Name, clock.GetElapsedTime(started));
                    },
                    token),
                cancellationToken);
        }

        var now = clock.GetUtcNow();
        metrics.Published(now, now - analysis.Cycle.WindowEnd);
        Log.Published(logger, analysis.Cycle.Key, analysis.Provenance.Revision);
    }

    /// <summary>Runs a step until it succeeds, waiting longer after each failure, and as long as its circuit is open.</summary>
    private async Task PersistAsync(string step, Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        var delay = _options.RetryDelay;
        while (true)
        {
            try
            {
                await action(cancellationToken);
                state.Recover();
                return;
            }
            catch (BrokenCircuitException open)
            {
                // Nothing was tried: what failed before stands.
                await Task.Delay(open.RetryAfter ?? _options.CircuitPause, clock, cancellationToken);
                continue;
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                state.Fail($"{step}: {problem.Message}");
                metrics.Failed(step);
                Log.StepFailed(logger, step, delay, problem);
            }

            // Jitter, so that the publishers of one outage do not all come back at the same moment.
            await Task.Delay(delay * (0.75 + (0.25 * Random.Shared.NextDouble())), clock, cancellationToken);
            delay = delay * 2 < _options.MaxRetryDelay ? delay * 2 : _options.MaxRetryDelay;
        }
    }
}
