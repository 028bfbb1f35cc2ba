using System.Globalization;
using Polly;
using Polly.CircuitBreaker;

namespace Slams.Hosting.Resilience;

/// <summary>
/// Keeps from calling for a while what has failed again and again, then lets one call try. Its state is for health and metrics.
/// </summary>
public sealed class Circuit
{
    private const int Failures = 4;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline _pipeline;
    private long _nextTryTicks;
    private int _failuresInRow;

    /// <summary>Makes a closed circuit.</summary>
    /// <param name="pause">How long nothing is called once it has opened.</param>
    /// <param name="counts">Which exceptions are failures of what is called.</param>
    /// <param name="time">The clock.</param>
    public Circuit(TimeSpan pause, Func<Exception, bool> counts, TimeProvider time) =>
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // Four failures in a row; of what succeeds only the first success after a failure is told to it, or a long
                // time without any would keep it closed.
                FailureRatio = 0.75,
                MinimumThroughput = Failures,
                SamplingDuration = Remembered,
                BreakDuration = pause,
                StateProvider = _state,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(exception => exception is not OperationCanceledException && counts(exception)),
                OnOpened = _ =>
                {
                    Interlocked.Exchange(ref _nextTryTicks, (time.GetUtcNow() + pause).UtcTicks);
                    return default;
                },
            })
            .Build();

    /// <summary>0 closed: calls go through; 1 half-open: one call tries; 2 open: none is made.</summary>
    public int Level => _state.CircuitState switch
    {
        CircuitState.Closed => 0,
        CircuitState.HalfOpen => 1,
        _ => 2,
    };

    /// <summary>The state in words; null while it is closed.</summary>
    public string? Words => Level switch
    {
        0 => null,
        1 => "circuit half-open: one call is trying",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"circuit open: next try after {new DateTime(Interlocked.Read(ref _nextTryTicks), DateTimeKind.Utc):yyyy-MM-dd'T'HH:mm:ss'Z'}"),
    };

    /// <summary>Calls, unless the circuit is open.</summary>
    /// <exception cref="BrokenCircuitException">It is open, and nothing was called.</exception>
    public async Task ExecuteAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        if (Level == 0 && Volatile.Read(ref _failuresInRow) == 0)
        {
            try
            {
                await call(cancellationToken);
            }
            catch (Exception exception)
            {
                Note(exception);
                throw;
            }
        }
        else
        {
            await _pipeline.ExecuteAsync(async token => await call(token), cancellationToken);
            Volatile.Write(ref _failuresInRow, 0);
        }
    }

    /// <summary>Notes a failure of something that was not called through the circuit, or had succeeded first.</summary>
    public void Note(Exception failure)
    {
        Interlocked.Increment(ref _failuresInRow);
        try
        {
            _pipeline.Execute(() => throw failure);
        }
        catch (Exception exception) when (exception == failure || exception is BrokenCircuitException)
        {
            // It was told for the count only.
        }
    }
}
