using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;

namespace Slams.Benchmarks;

/// <summary>
/// The same records by the bare SQLite client and plain SQL, in the very blocks that the engine makes: one prepared statement, one
/// transaction a batch, WAL, full durability; no groups, offsets, retention or checks.
/// </summary>
internal static class RawSqlite
{
    public static void Append(string file, IReadOnlyList<IReadOnlyList<LogRecord>> batches, int partitions)
    {
        using var connection = Open(file);
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE blocks (id INTEGER PRIMARY KEY, content BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO blocks (id, content) VALUES ($id, $content)";
        var id = insert.Parameters.Add("$id", SqliteType.Integer);
        var content = insert.Parameters.Add("$content", SqliteType.Blob);
        var next = new long[partitions];
        var headers = new HeaderText();
        foreach (var batch in batches)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            var blocks = new BlockWriter?[partitions];
            foreach (var record in batch)
            {
                var partition = record.Partition ?? KeyPartitioner.Partition(record.Key!, partitions);
                var block = blocks[partition] ??= new BlockWriter();
                block.Add(record, headers.Write(record.Headers));
                if (block.IsFull)
                {
                    Insert(partition, block);
                    blocks[partition] = null;
                }
            }

            for (var partition = 0; partition < partitions; partition++)
            {
                if (blocks[partition] is { } block)
                {
                    Insert(partition, block);
                }
            }

            transaction.Commit();
        }

        void Insert(int partition, BlockWriter block)
        {
            id.Value = SqliteDatabase.RowId(partition + 1, next[partition]);
            content.Value = block.Content.ToArray();
            insert.ExecuteNonQuery();
            next[partition] += block.Count;
        }
    }

    /// <summary>
    /// Reads every record of a log's file and hands over what a client library would: for each a key, a value and headers of its own,
    /// where the engine shares them among neighbours. Returns their number.
    /// </summary>
    public static long Read(string file)
    {
        using var connection = Open(file);
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT id, content FROM blocks ORDER BY id";
        using var reader = select.ExecuteReader();
        var (headers, keys) = (new HeaderText(), new TextPool());
        var (count, characters) = (0L, 0L);
        while (reader.Read())
        {
            var block = new BlockReader(reader.GetFieldValue<byte[]>(1), "", 0, SqliteDatabase.Offset(reader.GetInt64(0)), headers, keys);
            for (; block.HasMore; count++)
            {
                var record = block.Next();
                record = record with
                {
                    Key = new string(record.Key),
                    Value = record.Value.ToArray(),
                    Headers = new Dictionary<string, string>(record.Headers),
                };
                characters += record.Key.Length;
            }
        }

        return characters > 0 ? count : 0;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
