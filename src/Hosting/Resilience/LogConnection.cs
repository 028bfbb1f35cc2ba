using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Slams.Hosting.Observability;
using Slams.Streaming.Log;

namespace Slams.Hosting.Resilience;

/// <summary>
/// Keeps workers on the event log through outages of any length: what fails is begun anew from the committed offsets, after
/// waits that double up to half a minute, with jitter. After a few failures in a row a circuit opens for a while. Readiness says
/// what fails and why, and what the circuit does.
/// </summary>
public sealed partial class LogConnection(PipelineMetrics metrics, TimeProvider time, ILogger<LogConnection> logger, Circuits? circuits = null)
{
    private const double FirstDelaySeconds = 0.5, LongestDelaySeconds = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly Circuits _circuits = circuits ?? new Circuits(time);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _failuresInRow = new(StringComparer.Ordinal);

    /// <summary>What keeps workers from the log; null when nothing does.</summary>
    public string? Failure => _failures.OrderBy(failure => failure.Key, StringComparer.Ordinal)
        .Select(failure => $"{failure.Key}: {failure.Value}{(CircuitOf(failure.Key).Words is { } words ? $" ({words})" : "")}").FirstOrDefault();

    /// <summary>Runs work on the log until it ends by itself; begins it anew when the log fails.</summary>
    /// <param name="worker">Who works, for messages.</param>
    /// <param name="work">The work; goes on from the committed offsets each time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EventLogException">Only a new process helps.</exception>
    public async Task RunAsync(string worker, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = new PredicateBuilder()
                    .Handle<EventLogException>(exception => !exception.NeedsRestart)
                    .Handle<BrokenCircuitException>()
                    .Handle<LostPartitionException>()
                    .Handle<FencedWriterException>(),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Delay(worker, arguments.Outcome.Exception)),
                OnRetry = arguments =>
                {
                    LogFailed(worker, arguments.RetryDelay, arguments.Outcome.Exception?.Message ?? "");
                    return default;
                },
            })
            .Build();
        var circuit = CircuitOf(worker);
        await pipeline.ExecuteAsync(async token => await TryAsync(circuit, worker, work, token), cancellationToken);
        Succeeded(worker);
    }

    // Work goes on for months: for the circuit it has succeeded with the first answer of the log.
    private async Task TryAsync(Circuit circuit, string worker, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[worker] = answer;
        var working = Task.CompletedTask;
        await circuit.ExecuteAsync(
            async token =>
            {
                working = work(token);
                await await Task.WhenAny(working, answer.Task);
            },
            cancellationToken);
        try
        {
            await working;
        }
        catch (EventLogException exception)
        {
            circuit.Note(exception);
            throw;
        }
    }

    private Circuit CircuitOf(string worker) => _circuits.Get(
        $"log:{worker.Replace(' ', '-')}", Pause, exception => exception is EventLogException);

    /// <summary>The log has answered.</summary>
    public void Succeeded(string worker)
    {
        _failuresInRow.TryRemove(worker, out _);
        if (_answers.TryGetValue(worker, out var answer))
        {
            answer.TrySetResult();
        }

        if (_failures.TryRemove(worker, out _))
        {
            LogRecovered(worker);
            metrics.LogIsUp(_failures.IsEmpty);
        }
    }

    /// <summary>The log has not answered.</summary>
    public void Failed(string worker, string reason)
    {
        _failures[worker] = reason;
        metrics.LogFailed();
        metrics.LogIsUp(false);
    }

    private TimeSpan Delay(string worker, Exception? exception)
    {
        if (exception is LostPartitionException)
        {
            // Nothing is wrong with the log: another member has them now.
            return TimeSpan.Zero;
        }

        if (exception is BrokenCircuitException open)
        {
            // Nothing was called: what failed before stands.
            return (open.RetryAfter ?? Pause) * (1 + (0.1 * Random.Shared.NextDouble()));
        }

        Failed(worker, exception?.Message ?? "");
        var failures = _failuresInRow.AddOrUpdate(worker, 0, (_, before) => Math.Min(before + 1, 16));
        var seconds = Math.Min(LongestDelaySeconds, FirstDelaySeconds * Math.Pow(2, failures));
        return TimeSpan.FromSeconds(seconds * (0.5 + (0.5 * Random.Shared.NextDouble())));
    }

    [LoggerMessage(1101, LogLevel.Warning, "{Worker}: the event log fails; going on from the committed offsets in {Delay}: {Reason}")]
    private partial void LogFailed(string worker, TimeSpan delay, string reason);

    [LoggerMessage(1102, LogLevel.Information, "{Worker}: the event log answers again")]
    private partial void LogRecovered(string worker);
}
