using Polly;
using Polly.Retry;
using Polly.Timeout;
using Slams.Hosting.Ingest;
using Slams.Hosting.Resilience;

namespace Slams.Ingest.Polling;

/// <summary>How servers are asked: each try for so long, several with growing waits and jitter, none after the deadline nor while the circuit is open.</summary>
internal sealed class RemoteTries
{
    private const int Retries = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(30), CircuitPause = TimeSpan.FromMinutes(1);
    private static readonly ResiliencePropertyKey<long> Began = new(nameof(Began));
    private readonly ResiliencePipeline _all, _one;
    private readonly Circuit? _circuit;
    private readonly TimeProvider _time;

    /// <summary>Makes them.</summary>
    /// <param name="name">Name of the circuit.</param>
    /// <param name="schedule">Limits of time.</param>
    /// <param name="circuits">Those of the process; null where there is no one server that could fail.</param>
    /// <param name="time">The clock.</param>
    /// <param name="untilDeadline">Whether it is tried until the deadline, as what nobody comes back for must be, and not a few times.</param>
    public RemoteTries(string name, ServerOptions schedule, Circuits? circuits, TimeProvider time, bool untilDeadline = false)
    {
        _time = time;
        _circuit = circuits?.Get(name, CircuitPause, exception => IsTransient(exception) && exception is not SpoolException);
        _all = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(schedule.Deadline)
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = untilDeadline ? int.MaxValue : Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                ShouldHandle = tried => new(
                    tried.Outcome.Exception is { } exception && IsTransient(exception)
                    && tried.Context.Properties.TryGetValue(Began, out var began) && time.GetElapsedTime(began) < schedule.Deadline),
            })
            .Build();
        _one = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(schedule.Timeout).Build();
    }

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="Polly.CircuitBreaker.BrokenCircuitException">The server has failed too often, and was not asked.</exception>
    /// <exception cref="TimeoutRejectedException">It takes too long. Where a try before has failed, its exception says more, and is thrown.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        Exception? before = null;
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Began, _time.GetTimestamp());
        try
        {
            return await _all.ExecuteAsync(
                async deadline =>
                {
                    var answer = default(T)!;
                    Func<CancellationToken, Task> once = async token => await _one.ExecuteAsync(async limited => answer = await ask(limited), token);
                    try
                    {
                        await (_circuit?.ExecuteAsync(once, deadline.CancellationToken) ?? once(deadline.CancellationToken));
                    }
                    catch (Exception exception) when (IsTransient(exception))
                    {
                        before = exception;
                        throw;
                    }

                    return answer;
                },
                context);
        }
        catch (TimeoutRejectedException) when (before is not null)
        {
            throw before;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Whether asking again may help.</summary>
    private static bool IsTransient(Exception exception) => exception is HttpRequestException or IOException or TimeoutRejectedException or RemoteException { IsFinal: false };
}
