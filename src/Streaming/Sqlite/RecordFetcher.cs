using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Reads ranges of one partition on one connection, with a statement prepared once.</summary>
internal sealed class RecordFetcher : IDisposable
{
    // A fetch ends early rather than hold many large records at once.
    private const long MaxBytes = 8 << 20;

    private readonly HeaderText _headers = new();
    private readonly SqliteCommand _select;
    private readonly SqliteParameter _from;
    private readonly SqliteParameter _to;
    private readonly SqliteParameter _limit;

    public RecordFetcher(SqliteConnection connection)
    {
        _select = connection.Prepared(
            "SELECT id, key, value, timestamp_ms, headers FROM records WHERE id >= $from AND id < $to ORDER BY id LIMIT $limit");
        _from = _select.Parameters.Add("$from", SqliteType.Integer);
        _to = _select.Parameters.Add("$to", SqliteType.Integer);
        _limit = _select.Parameters.Add("$limit", SqliteType.Integer);
    }

    public void Dispose() => _select.Dispose();

    /// <summary>Records from an offset (inclusive) up to an end (exclusive).</summary>
    public List<StoredRecord> Fetch(string topic, int partition, long partitionId, long from, long to, int limit)
    {
        _from.Value = SqliteDatabase.RowId(partitionId, from);
        _to.Value = SqliteDatabase.RowId(partitionId, to);
        _limit.Value = limit;
        var records = new List<StoredRecord>();
        var bytes = 0L;
        using var reader = _select.ExecuteReader();
        while (bytes < MaxBytes && reader.Read())
        {
            var value = reader.GetFieldValue<byte[]>(2);
            bytes += value.Length;
            records.Add(new StoredRecord(
                topic, partition, SqliteDatabase.Offset(reader.GetInt64(0)), reader.IsDBNull(1) ? null : reader.GetString(1),
                value, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                _headers.Read(reader.IsDBNull(4) ? null : reader.GetString(4))));
        }

        return records;
    }
}
