using Polly;
using Polly.Retry;
using Polly.Timeout;
using Slams.Hosting.Ingest;
using Slams.Hosting.Resilience;

namespace Slams.Ingest.Polling;

/// <summary>How servers are asked: each try for so long, several with growing waits and jitter until the deadline, none while the circuit is open.</summary>
internal sealed class RemoteTries
{
    private const int Retries = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(30), CircuitPause = TimeSpan.FromMinutes(1);
    private readonly ResiliencePipeline _all, _one;
    private readonly Circuit? _circuit;

    /// <summary>Makes them.</summary>
    /// <param name="name">Name of the circuit.</param>
    /// <param name="schedule">Limits of time.</param>
    /// <param name="circuits">Those of the process; null where there is no one server that could fail.</param>
    /// <param name="time">The clock.</param>
    public RemoteTries(string name, ServerOptions schedule, Circuits? circuits, TimeProvider time)
    {
        _circuit = circuits?.Get(name, CircuitPause, exception => IsTransient(exception) && exception is not SpoolException);
        _all = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(schedule.Deadline)
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsTransient),
            })
            .Build();
        _one = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(schedule.Timeout).Build();
    }

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="Polly.CircuitBreaker.BrokenCircuitException">The server has failed too often, and was not asked.</exception>
    /// <exception cref="TimeoutRejectedException">It takes too long.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) => await _all.ExecuteAsync(
        async deadline =>
        {
            var answer = default(T)!;
            Func<CancellationToken, Task> once = async token => await _one.ExecuteAsync(async limited => answer = await ask(limited), token);
            await (_circuit?.ExecuteAsync(once, deadline) ?? once(deadline));
            return answer;
        },
        cancellationToken);

    /// <summary>Whether asking again may help.</summary>
    private static bool IsTransient(Exception exception) => exception is HttpRequestException or IOException or TimeoutRejectedException or RemoteException { IsFinal: false };
}
