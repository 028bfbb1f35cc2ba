using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Reads ranges of one partition on one connection, with a statement prepared once.</summary>
internal sealed class RecordFetcher : IDisposable
{
    // A fetch ends early rather than hold many large records at once.
    private const long MaxBytes = 8 << 20;

    private readonly HeaderText _headers = new();
    private readonly TextPool _keys = new();
    private readonly SqliteCommand _select;
    private readonly SqliteParameter _first;
    private readonly SqliteParameter _from;
    private readonly SqliteParameter _to;

    public RecordFetcher(SqliteConnection connection)
    {
        // The block that holds the first offset wanted may begin before it.
        _select = connection.Prepared(
            """
            SELECT id, content FROM blocks
            WHERE id >= coalesce((SELECT max(id) FROM blocks WHERE id BETWEEN $first AND $from), $from) AND id < $to
            ORDER BY id
            """);
        _first = _select.Parameters.Add("$first", SqliteType.Integer);
        _from = _select.Parameters.Add("$from", SqliteType.Integer);
        _to = _select.Parameters.Add("$to", SqliteType.Integer);
    }

    public void Dispose() => _select.Dispose();

    /// <summary>Records from an offset (inclusive) up to an end (exclusive), in whole blocks until there are enough.</summary>
    public List<StoredRecord> Fetch(string topic, int partition, long partitionId, long from, long to, int enough)
    {
        _first.Value = SqliteDatabase.RowId(partitionId, 0);
        _from.Value = SqliteDatabase.RowId(partitionId, from);
        _to.Value = SqliteDatabase.RowId(partitionId, to);
        var records = new List<StoredRecord>();
        var bytes = 0L;
        using var reader = _select.ExecuteReader();
        while (bytes < MaxBytes && records.Count < enough && reader.Read())
        {
            var content = reader.GetFieldValue<byte[]>(1);
            bytes += content.Length;
            var block = new BlockReader(content, topic, partition, SqliteDatabase.Offset(reader.GetInt64(0)), _headers, _keys);
            while (block.HasMore && block.Offset < to)
            {
                var record = block.Next();
                if (record.Offset >= from)
                {
                    records.Add(record);
                }
            }
        }

        return records;
    }
}
