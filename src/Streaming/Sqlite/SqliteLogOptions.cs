namespace Slams.Streaming.Sqlite;

/// <summary>Settings of the SQLite event log.</summary>
public sealed record SqliteLogOptions
{
    /// <summary>Database file; its folder is created when missing. Beside it SQLite keeps a <c>-wal</c> and a <c>-shm</c> file.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// What an acknowledged append survives: <see cref="SqliteDurability.Full"/> a power loss, <see cref="SqliteDurability.Normal"/>
    /// a killed process only. Neither can damage the file.
    /// </summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    /// <summary>How long records are kept after they were appended (their own times are times of observation); null keeps them.</summary>
    public TimeSpan? RetentionAge { get; init; }

    /// <summary>Bytes that the records may fill before the oldest are removed; null sets no bound. The file itself never shrinks, but its space is used again.</summary>
    public long? RetentionBytes { get; init; }

    /// <summary>Whether retention also removes what a group that has ever read the topic has not committed yet.</summary>
    public bool RetentionTakesUncommitted { get; init; }

    /// <summary>How long a silent member of a group keeps its partitions; null leaves it to the reader.</summary>
    public TimeSpan? SessionTimeout { get; init; }

    /// <summary>How often a waiting reader looks for what other processes have written.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long to wait for another process that is writing before giving up.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
