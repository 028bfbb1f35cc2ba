using System.Globalization;
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

    /// <summary>Setting of the SQLite log: hours that records are kept, see <see cref="SqliteLogOptions.RetentionAge"/>.</summary>
    public const string SqliteRetentionHours = "retention.hours";

    /// <summary>Setting of the SQLite log: MiB that records may fill, see <see cref="SqliteLogOptions.RetentionBytes"/>.</summary>
    public const string SqliteRetentionMebibytes = "retention.MiB";

    /// <summary>Setting of the SQLite log: <c>keep</c> (default) or <c>remove</c>, see <see cref="SqliteLogOptions.RetentionTakesUncommitted"/>.</summary>
    public const string SqliteRetentionUncommitted = "retention.uncommitted";

    /// <summary>Setting of the SQLite log: milliseconds that a silent member of a group keeps its partitions; named as Kafka's own.</summary>
    public const string SqliteSessionTimeout = "session.timeout.ms";

    // Hours, MiB or ms: 100 years, 0.8 TiB, 15 minutes.
    private const double MostRetained = 876_600;

    private const string Forms = "sqlite:FILE or kafka:HOST:PORT[,HOST:PORT…]";

    /// <summary>Opens a log.</summary>
    /// <param name="address"><c>sqlite:FILE</c> or <c>kafka:BOOTSTRAP</c>.</param>
    /// <param name="settings">For Kafka any client setting and those of <see cref="KafkaLogOptions"/>; for SQLite the constants of this class.</param>
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
                    SqliteOptions(place, settings), timeProvider, loggers.CreateLogger<SqliteEventLog>()),
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

    private static SqliteLogOptions SqliteOptions(string path, IReadOnlyDictionary<string, string> settings)
    {
        string[] known = [SqliteSynchronous, SqliteRetentionHours, SqliteRetentionMebibytes, SqliteRetentionUncommitted, SqliteSessionTimeout];
        var unknown = settings.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
        if (unknown is not null)
        {
            throw new EventLogException($"the SQLite log has no setting '{unknown}'; it knows '{string.Join("', '", known)}'.");
        }

        return new SqliteLogOptions
        {
            Path = path,
            Durability = Choice(settings, SqliteSynchronous, "full", "normal") ? SqliteDurability.Normal : SqliteDurability.Full,
            RetentionAge = Positive(settings, SqliteRetentionHours) is { } hours ? TimeSpan.FromHours(hours) : null,
            RetentionBytes = Positive(settings, SqliteRetentionMebibytes) is { } mebibytes ? (long)(mebibytes * (1 << 20)) : null,
            RetentionTakesUncommitted = Choice(settings, SqliteRetentionUncommitted, "keep", "remove"),
            SessionTimeout = Positive(settings, SqliteSessionTimeout) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        };
    }

    /// <summary>Whether a setting has its other value rather than the usual one.</summary>
    private static bool Choice(IReadOnlyDictionary<string, string> settings, string name, string usual, string other)
    {
        var value = settings.GetValueOrDefault(name, usual);
        return value == usual || value == other
            ? value == other
            : throw new EventLogException($"the setting '{name}' is '{value}'; it can be '{usual}' or '{other}'.");
    }

    private static double? Positive(IReadOnlyDictionary<string, string> settings, string name) =>
        !settings.TryGetValue(name, out var text) ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostRetained ? number
        : throw new EventLogException($"the setting '{name}' is '{text}'; it must be a positive number.");
}
