namespace Slams.Streaming.Sqlite;

/// <summary>When a commit counts as done (SQLite's <c>synchronous</c> setting in WAL mode).</summary>
public enum SqliteDurability
{
    /// <summary>The write-ahead log is synced to disk at each commit: survives kill and power loss.</summary>
    Full,

    /// <summary>It is synced at checkpoints only: survives kill; a power loss may take back the newest commits.</summary>
    Normal,
}
