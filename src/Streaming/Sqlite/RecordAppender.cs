using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Appends records on one connection, with statements prepared once; inside a write transaction.</summary>
internal sealed class RecordAppender : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TopicCatalog _catalog;
    private readonly HeaderText _headers = new();
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _id;
    private readonly SqliteParameter _key;
    private readonly SqliteParameter _value;
    private readonly SqliteParameter _timestamp;
    private readonly SqliteParameter _header;
    private int _spread;

    public RecordAppender(SqliteConnection connection, TopicCatalog catalog)
    {
        _connection = connection;
        _catalog = catalog;
        _insert = connection.Prepared(
            "INSERT INTO records (id, key, value, timestamp_ms, headers) VALUES ($id, $key, $value, $timestamp, $headers)");
        _id = _insert.Parameters.Add("$id", SqliteType.Integer);
        _key = _insert.Parameters.Add("$key", SqliteType.Text);
        _value = _insert.Parameters.Add("$value", SqliteType.Blob);
        _timestamp = _insert.Parameters.Add("$timestamp", SqliteType.Integer);
        _header = _insert.Parameters.Add("$headers", SqliteType.Text);
    }

    public void Dispose() => _insert.Dispose();

    public void Append(string topic, IReadOnlyList<LogRecord> records)
    {
        var ids = _catalog.Partitions(_connection, topic);
        var heads = new Head?[ids.Length];
        foreach (var record in records)
        {
            var number = record.Partition
                ?? (record.Key is null ? _spread++ & int.MaxValue : KeyPartitioner.Partition(record.Key, ids.Length)) % ids.Length;
            var id = _catalog.Id(_connection, topic, number);
            var head = heads[number] ??= new Head(
                _connection.Scalar("SELECT next_offset FROM partitions WHERE id = $id", ("$id", id)) ?? 0);
            var milliseconds = record.Timestamp.ToUnixTimeMilliseconds();
            Insert(SqliteDatabase.RowId(id, head.Next), record, milliseconds);
            head.Next++;
            head.NewestMilliseconds = Math.Max(head.NewestMilliseconds, milliseconds);
        }

        for (var number = 0; number < heads.Length; number++)
        {
            if (heads[number] is not { } head)
            {
                continue;
            }

            _connection.Run("UPDATE partitions SET next_offset = $next WHERE id = $id", ("$next", head.Next), ("$id", ids[number]));
            _connection.Run(
                "INSERT INTO batches (id, newest_ms) VALUES ($id, $newest)",
                ("$id", SqliteDatabase.RowId(ids[number], head.First)), ("$newest", head.NewestMilliseconds));
        }
    }

    private void Insert(long rowId, LogRecord record, long milliseconds)
    {
        _id.Value = rowId;
        _key.Value = (object?)record.Key ?? DBNull.Value;
        _value.Value = WholeArray(record.Value);
        _timestamp.Value = milliseconds;
        _header.Value = (object?)_headers.Write(record.Headers) ?? DBNull.Value;
        _insert.ExecuteNonQuery();
    }

    private static byte[] WholeArray(ReadOnlyMemory<byte> value) =>
        MemoryMarshal.TryGetArray(value, out var segment) && segment.Array is { } array && segment.Offset == 0
        && segment.Count == array.Length
            ? array
            : value.ToArray();

    private sealed class Head(long first)
    {
        public long First { get; } = first;

        public long Next { get; set; } = first;

        public long NewestMilliseconds { get; set; } = long.MinValue;
    }
}
