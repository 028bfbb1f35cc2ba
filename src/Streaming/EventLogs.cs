using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;

namespace Slams.Streaming;

/// <summary>Opens event logs by address.</summary>
public static class EventLogs
{
    /// <summary>Setting of the SQLite log: <c>full</c> (default) or <c>normal</c>, see <see cref="SqliteDurability"/>.</summary>
    public const string SqliteSynchronous = "synchronous";

    private const string Forms = "sqlite:FILE or kafka:HOST:PORT[,HOST:PORT…]";

    /// <summary>Opens a log.</summary>
    /// <param name="address"><c>sqlite:FILE</c> or <c>kafka:BOOTSTRAP</c>.</param>
    /// <param name="settings">For Kafka any client setting and those of <see cref="KafkaLogOptions"/>; for SQLite <see cref="SqliteSynchronous"/>.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="loggers">For log messages.</param>
    /// <param name="key">Name of the configuration key or option that holds the address, for messages.</param>
    /// <exception cref="EventLogException">The address or a setting is not understood, or the log cannot be opened.</exception>
    public static IEventLog Open(
        string address, IReadOnlyDictionary<string, string>? settings = null, TimeProvider? timeProvider = null,
        ILoggerFactory? loggers = null, string key = "--log")
    {
        settings ??= new Dictionary<string, string>();
        loggers ??= NullLoggerFactory.Instance;
        var colon = (address ?? "").IndexOf(':', StringComparison.Ordinal);
        var (engine, place) = colon < 0 ? (address ?? "", "") : (address![..colon], address[(colon + 1)..]);
        if (string.IsNullOrWhiteSpace(place))
        {
            throw new EventLogException($"{key}: '{address}' is not the address of an event log; write {Forms}.");
        }

        try
        {
            return engine switch
            {
                "sqlite" => new SqliteEventLog(
                    new SqliteLogOptions { Path = place, Durability = Durability(settings) }, timeProvider,
                    loggers.CreateLogger<SqliteEventLog>()),
                "kafka" => new KafkaEventLog(
                    new KafkaLogOptions { BootstrapServers = place, Settings = settings }, timeProvider,
                    loggers.CreateLogger<KafkaEventLog>()),
                _ => throw new EventLogException($"there is no engine '{engine}'; write {Forms}."),
            };
        }
        catch (EventLogException exception)
        {
            throw new EventLogException($"{key}: {exception.Message}", exception);
        }
    }

    private static SqliteDurability Durability(IReadOnlyDictionary<string, string> settings)
    {
        var unknown = settings.Keys.FirstOrDefault(name => name != SqliteSynchronous);
        if (unknown is not null)
        {
            throw new EventLogException($"the SQLite log has no setting '{unknown}'; it knows '{SqliteSynchronous}'.");
        }

        return settings.GetValueOrDefault(SqliteSynchronous, "full") switch
        {
            "full" => SqliteDurability.Full,
            "normal" => SqliteDurability.Normal,
            var value => throw new EventLogException($"the setting '{SqliteSynchronous}' is '{value}'; it can be 'full' or 'normal'."),
        };
    }
}
