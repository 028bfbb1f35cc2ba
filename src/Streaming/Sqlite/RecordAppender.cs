using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Appends records on one connection, with statements prepared once; inside a write transaction.</summary>
internal sealed class RecordAppender : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TopicCatalog _catalog;
    private readonly Retention _retention;
    private readonly TimeProvider _timeProvider;
    private readonly HeaderText _headers = new();
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _id;
    private readonly SqliteParameter _newest;
    private readonly SqliteParameter _appended;
    private readonly SqliteParameter _content;
    private int _spread;

    public RecordAppender(SqliteConnection connection, TopicCatalog catalog, Retention retention, TimeProvider timeProvider)
    {
        _connection = connection;
        _catalog = catalog;
        _retention = retention;
        _timeProvider = timeProvider;
        _insert = connection.Prepared(
            """
            INSERT INTO blocks (id, content) VALUES ($id, $content);
            INSERT INTO batches (id, newest_ms, appended_ms) VALUES ($id, $newest, $appended);
            """);
        _id = _insert.Parameters.Add("$id", SqliteType.Integer);
        _newest = _insert.Parameters.Add("$newest", SqliteType.Integer);
        _appended = _insert.Parameters.Add("$appended", SqliteType.Integer);
        _content = _insert.Parameters.Add("$content", SqliteType.Blob);
    }

    public void Dispose() => _insert.Dispose();

    public void Append(string topic, IReadOnlyList<LogRecord> records)
    {
        using var span = Tracing.Write(topic);
        var ids = _catalog.Partitions(_connection, topic);
        var heads = new Head?[ids.Length];
        _appended.Value = _timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var record in records)
        {
            var number = record.Partition
                ?? (record.Key is null ? _spread++ & int.MaxValue : KeyPartitioner.Partition(record.Key, ids.Length)) % ids.Length;
            var id = number >= 0 && number < ids.Length ? ids[number] : _catalog.Id(_connection, topic, number);
            var head = heads[number] ??= new Head(
                _connection.Scalar("SELECT next_offset FROM partitions WHERE id = $id", ("$id", id)) ?? 0);
            head.Block.Add(record, _headers.Write(record.Headers));
            if (head.Block.IsFull)
            {
                Insert(id, head);
            }
        }

        for (var number = 0; number < heads.Length; number++)
        {
            if (heads[number] is not { } head)
            {
                continue;
            }

            if (head.Block.Count > 0)
            {
                Insert(ids[number], head);
            }

            _connection.Run("UPDATE partitions SET next_offset = $next WHERE id = $id", ("$next", head.Next), ("$id", ids[number]));
        }

        _retention.Step(_connection);
    }

    private void Insert(long partition, Head head)
    {
        _id.Value = SqliteDatabase.RowId(partition, head.Next);
        _newest.Value = head.Block.NewestMilliseconds;
        _content.Value = head.Block.Content.ToArray();
        _insert.ExecuteNonQuery();
        head.Next += head.Block.Count;
        head.Block = new BlockWriter();
    }

    private sealed class Head(long next)
    {
        public long Next { get; set; } = next;

        public BlockWriter Block { get; set; } = new();
    }
}
