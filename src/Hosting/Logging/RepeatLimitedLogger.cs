using Microsoft.Extensions.Logging;

namespace Slams.Hosting.Logging;

/// <summary>One category of <see cref="RepeatLimitedProvider"/>.</summary>
internal sealed partial class RepeatLimitedLogger(ILogger inner, TimeProvider time) : ILogger
{
    /// <summary>Messages of one event that pass in each <see cref="Window"/>.</summary>
    public const int Most = 20;

    /// <summary>The time in which messages are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, Count> _counts = [];
    private readonly Lock _gate = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Messages without a number cannot be told apart; those that only inform are as many as there is work.
        if (eventId.Id == 0 || logLevel is not (LogLevel.Warning or LogLevel.Error) || Passes(eventId.Id))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    /// <summary>Tells what has been left out and not told yet.</summary>
    public void TellAll()
    {
        KeyValuePair<int, Count>[] counts;
        lock (_gate)
        {
            counts = [.. _counts.Where(count => count.Value.LeftOut > 0)];
            _counts.Clear();
        }

        foreach (var (id, count) in counts)
        {
            LogLeftOut(inner, count.LeftOut, id);
        }
    }

    private bool Passes(int id)
    {
        Count before;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            before = _counts.GetValueOrDefault(id);
            var same = before.Passed > 0 && time.GetElapsedTime(before.Begun, now) < Window;
            if (same)
            {
                var passes = before.Passed < Most;
                _counts[id] = passes ? before with { Passed = before.Passed + 1 } : before with { LeftOut = before.LeftOut + 1 };
                return passes;
            }

            _counts[id] = new Count(now, 1, 0);
        }

        if (before.LeftOut > 0)
        {
            LogLeftOut(inner, before.LeftOut, id);
        }

        return true;
    }

    [LoggerMessage(1302, LogLevel.Warning, "{Count} more messages of event {Event} were left out")]
    private static partial void LogLeftOut(ILogger logger, long count, int @event);

    private readonly record struct Count(long Begun, int Passed, long LeftOut);
}
