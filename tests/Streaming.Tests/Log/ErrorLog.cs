using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Slams.Streaming.Tests.Log;

/// <summary>Keeps the errors that are logged.</summary>
internal sealed class ErrorLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _messages = new();

    public IEnumerable<string> Messages => _messages;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error)
        {
            _messages.Enqueue(formatter(state, exception));
        }
    }
}
