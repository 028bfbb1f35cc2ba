using Microsoft.Extensions.Logging;

namespace Slams.Hosting.Logging;

/// <summary>
/// Hands messages on to the console, but no more of one warning or error than so many a minute: a file of a million broken lines must not
/// bury everything else. What was left out is counted and told.
/// </summary>
[ProviderAlias("Console")]
internal sealed class RepeatLimitedProvider(ILoggerProvider inner, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private readonly List<RepeatLimitedLogger> _loggers = [];
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName)
    {
        var logger = new RepeatLimitedLogger(inner.CreateLogger(categoryName), time);
        lock (_gate)
        {
            _loggers.Add(logger);
        }

        return logger;
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose()
    {
        lock (_gate)
        {
            _loggers.ForEach(logger => logger.TellAll());
        }

        inner.Dispose();
    }
}
