using Polly.CircuitBreaker;
using Slams.Publisher.Configuration;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Delivery;

/// <summary>Runs a step until it succeeds, waiting longer after each failure, and as long as its circuit is open.</summary>
internal sealed class Perseverance(DeliveryState state, PublisherMetrics metrics, PublisherOptions options, TimeProvider clock, ILogger logger)
{
    public async Task RunAsync(string step, Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        var delay = options.RetryDelay;
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
                await Task.Delay(open.RetryAfter ?? options.CircuitPause, clock, cancellationToken);
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
            delay = delay * 2 < options.MaxRetryDelay ? delay * 2 : options.MaxRetryDelay;
        }
    }
}
