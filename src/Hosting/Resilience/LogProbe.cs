using Microsoft.Extensions.Hosting;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Resilience;

/// <summary>
/// Asks the log a small question now and then. A client that merely polls does not notice that no broker answers: it waits.
/// </summary>
internal sealed class LogProbe(IEventLog log, Topics topics, LogConnection connection, TimeProvider time, IEnumerable<ProbedTopic> probed)
    : BackgroundService
{
    public const string Name = "probe";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromSeconds(10);
    private readonly HashSet<string> _missing = [topics.DeadLetters, .. probed.Select(topic => topic.Name)];
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, stoppingToken);
                await AskAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task AskAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        try
        {
            // Workers make their topics when they have loaded what they need, which may take longer than it takes to ask: before, that
            // one is missing says nothing about the log, and afterwards much: who has been there is not looked for again.
            if (_missing.Count > 0)
            {
                var found = await log.TopicsAsync(either.Token).WaitAsync(either.Token);
                _there.UnionWith(found.Where(_missing.Remove));
            }

            foreach (var topic in _there)
            {
                await log.EndAsync(topic, either.Token).WaitAsync(either.Token);
            }

            connection.Succeeded(Name);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            connection.Failed(Name, FormattableString.Invariant($"{log.Description} has not answered within {Patience.TotalSeconds:0} s"));
        }
        catch (EventLogException exception)
        {
            connection.Failed(Name, exception.Message);
        }
    }
}
