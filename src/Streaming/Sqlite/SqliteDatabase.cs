using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Opens connections to the file and knows its schema.</summary>
internal sealed class SqliteDatabase(SqliteLogOptions options)
{
    /// <summary>Bits of a block's row id that hold the offset of its first record; the rest is the partition's row id.</summary>
    public const int OffsetBits = 40;

    private const int SchemaVersion = 2;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS topics (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS partitions (
            id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL, number INTEGER NOT NULL, next_offset INTEGER NOT NULL DEFAULT 0,
            UNIQUE (topic_id, number));
        -- id = partition id << 40 | offset of the first record: reading is a range scan.
        CREATE TABLE IF NOT EXISTS blocks (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        -- What time look-ups and retention ask of each block, apart from the content to be quick to scan.
        CREATE TABLE IF NOT EXISTS batches (id INTEGER PRIMARY KEY, newest_ms INTEGER NOT NULL, appended_ms INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS groups (name TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS members (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, group_name TEXT NOT NULL, topics TEXT NOT NULL,
            lease_until_ms INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS owners (
            group_name TEXT NOT NULL, partition_id INTEGER NOT NULL, member_id TEXT NOT NULL,
            PRIMARY KEY (group_name, partition_id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS offsets (
            group_name TEXT NOT NULL, partition_id INTEGER NOT NULL, next_offset INTEGER NOT NULL,
            PRIMARY KEY (group_name, partition_id)) WITHOUT ROWID;
        -- Groups that have ever read a topic: what they have not committed is kept.
        CREATE TABLE IF NOT EXISTS subscriptions (
            group_name TEXT NOT NULL, topic TEXT NOT NULL, PRIMARY KEY (group_name, topic)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS writers (name TEXT PRIMARY KEY, epoch INTEGER NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = 2;
        """;

    /// <summary>What an operator does about a damaged file.</summary>
    public const string Advice =
        "stop the service and move the file with its -wal and -shm away to start a new one (ingest then reads its sources anew), or put a copy back";

    private const int NotADatabase = 26;
    private const int Corrupt = 11;

    public string Path { get; } = System.IO.Path.GetFullPath(options.Path);

    public static long RowId(long partitionId, long offset) => (partitionId << OffsetBits) | offset;

    public static long Offset(long rowId) => rowId & ((1L << OffsetBits) - 1);

    public static long Partition(long rowId) => rowId >> OffsetBits;

    /// <summary>Creates what is missing.</summary>
    public void Initialise()
    {
        if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var connection = Open();
        var version = connection.Scalar("PRAGMA user_version");
        if (version == SchemaVersion)
        {
            return;
        }

        if (version != 0)
        {
            throw new EventLogException(FormattableString.Invariant(
                $"{Path} was written by another version of the software (schema {version}, this one reads {SchemaVersion})."));
        }

        connection.Run("BEGIN IMMEDIATE");
        connection.Run(Schema);
        connection.Run("COMMIT");
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            connection.Run(FormattableString.Invariant($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}"));
            connection.Run("PRAGMA journal_mode = WAL");
            connection.Run(options.Durability == SqliteDurability.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            connection.Run("PRAGMA journal_size_limit = 67108864");
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Explain(exception);
        }
    }

    public EventLogException Explain(SqliteException exception) => exception.SqliteErrorCode is NotADatabase or Corrupt
        ? new EventLogException($"{Path} is damaged or is no event log; {Advice} ({exception.Message})", exception)
        : new EventLogException($"{Path} cannot be used: {exception.Message}", exception);
}
