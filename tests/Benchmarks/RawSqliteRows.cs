using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Benchmarks;

/// <summary>
/// The same records as one would insert them with the bare SQLite client: a row a record, one prepared statement, one transaction a
/// batch, WAL, full durability.
/// </summary>
internal static class RawSqliteRows
{
    public static void Append(string file, IReadOnlyList<IReadOnlyList<LogRecord>> batches)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
            + "CREATE TABLE records (id INTEGER PRIMARY KEY, key TEXT, value BLOB, timestamp_ms INTEGER, headers TEXT)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO records (key, value, timestamp_ms, headers) VALUES ($key, $value, $timestamp, $headers)";
        var key = insert.Parameters.Add("$key", SqliteType.Text);
        var value = insert.Parameters.Add("$value", SqliteType.Blob);
        var timestamp = insert.Parameters.Add("$timestamp", SqliteType.Integer);
        var headers = insert.Parameters.Add("$headers", SqliteType.Text);
        foreach (var batch in batches)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var record in batch)
            {
                key.Value = (object?)record.Key ?? DBNull.Value;
                value.Value = record.Value.ToArray();
                timestamp.Value = record.Timestamp.ToUnixTimeMilliseconds();
                headers.Value = string.Join('\n', record.Headers.Select(header => header.Key + "=" + header.Value));
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Reads every record, keys, values, times and headers; returns their number.</summary>
    public static long Read(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT id, key, value, timestamp_ms, headers FROM records ORDER BY id";
        using var reader = select.ExecuteReader();
        var (count, bytes) = (0L, 0L);
        while (reader.Read())
        {
            count++;
            bytes += reader.GetInt64(0) & 1;
            bytes += (reader.IsDBNull(1) ? 0 : reader.GetString(1).Length) + reader.GetFieldValue<byte[]>(2).Length;
            bytes += DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)).Year + reader.GetString(4).Length;
        }

        return bytes > 0 ? count : 0;
    }
}
