using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Slams.Hosting.Logging;

namespace Slams.Workers.Tests.Hosting;

public sealed class RepeatLimitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Kept _kept = new();

    [Fact]
    public void Of_one_warning_only_so_many_pass_in_a_minute_and_the_rest_is_counted()
    {
        using var provider = new RepeatLimitedProvider(_kept, _time);
        var logger = provider.CreateLogger("ingest");

        Write(logger, LogLevel.Warning, 1002, 1000);
        Write(logger, LogLevel.Warning, 1003, 1);
        Assert.Equal(RepeatLimitedLogger.Most + 1, _kept.Lines.Count);
        _time.Advance(RepeatLimitedLogger.Window);
        Write(logger, LogLevel.Warning, 1002, 1);

        Assert.Equal(["980 more messages of event 1002 were left out", "message"], _kept.Lines.TakeLast(2));
    }

    [Fact]
    public void What_is_left_out_at_the_end_is_told()
    {
        var provider = new RepeatLimitedProvider(_kept, _time);
        Write(provider.CreateLogger("ingest"), LogLevel.Error, 1002, 30);

        provider.Dispose();

        Assert.Equal("10 more messages of event 1002 were left out", _kept.Lines[^1]);
    }

    [Theory]
    [InlineData(LogLevel.Information, 2001)]
    [InlineData(LogLevel.Critical, 2001)]
    [InlineData(LogLevel.Warning, 0)]
    public void Others_all_pass(LogLevel level, int id)
    {
        using var provider = new RepeatLimitedProvider(_kept, _time);

        Write(provider.CreateLogger("any"), level, id, 100);

        Assert.Equal(100, _kept.Lines.Count);
    }

    public void Dispose() => _kept.Dispose();

    private static void Write(ILogger logger, LogLevel level, int id, int times)
    {
        for (var i = 0; i < times; i++)
        {
            logger.Log(level, new EventId(id), "message", null, (state, _) => state);
        }
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
