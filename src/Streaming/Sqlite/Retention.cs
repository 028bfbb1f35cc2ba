using Microsoft.Data.Sqlite;

namespace Slams.Streaming.Sqlite;

/// <summary>
/// Removes the oldest blocks by age and size. Whoever appends takes a small step now and then, in the same transaction; so no
/// append waits long, and a log that nobody writes to stays as it is.
/// </summary>
internal sealed class Retention(SqliteLogOptions options, TimeProvider timeProvider)
{
    /// <summary>
    /// Newest blocks of every partition that always stay: a worker that starts again looks for its last progress and states there.
    /// </summary>
    public const int Kept = 16;

    private const int StepBlocks = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>The oldest offset kept of a partition; its end when nothing is. Inside a transaction: what is appended in between would be passed.</summary>
    public static long Start(SqliteConnection connection, long partition)
    {
        var first = connection.Scalar(
            "SELECT min(id) FROM batches WHERE id >= $first AND id < $last",
            ("$first", SqliteDatabase.RowId(partition, 0)), ("$last", SqliteDatabase.RowId(partition + 1, 0)));
        return first is { } id
            ? SqliteDatabase.Offset(id)
            : connection.Scalar("SELECT next_offset FROM partitions WHERE id = $id", ("$id", partition)) ?? 0;
    }

    /// <summary>Removes some blocks if any have to go and the last step is a moment ago.</summary>
    public void Step(SqliteConnection connection)
    {
        var now = timeProvider.GetUtcNow();
        if ((options.RetentionAge is null && options.RetentionBytes is null) || now < _next)
        {
            return;
        }

        var oldest = connection
            .Rows("SELECT p.id, t.name FROM partitions p JOIN topics t ON t.id = p.topic_id", row => (Id: row.GetInt64(0), Topic: row.GetString(1)))
            .SelectMany(partition => Removable(connection, partition.Id, partition.Topic))
            .OrderBy(block => block.AppendedMilliseconds).ThenBy(block => block.Id)
            .Take(StepBlocks)
            .ToArray();
        var cutoff = options.RetentionAge is { } age ? (now - age).ToUnixTimeMilliseconds() : long.MinValue;
        var excess = options.RetentionBytes is { } bytes ? Used(connection) - bytes : 0;
        foreach (var (id, appended) in oldest)
        {
            if (appended >= cutoff && excess <= 0)
            {
                break;
            }

            excess -= connection.Scalar("SELECT length(content) FROM blocks WHERE id = $id", ("$id", id)) ?? 0;
            connection.Run("DELETE FROM blocks WHERE id = $id; DELETE FROM batches WHERE id = $id", ("$id", id));
        }

        // A full step was not the last one; otherwise there is time.
        _next = oldest.Length == StepBlocks ? now : now + Pause;
    }

    private static long Used(SqliteConnection connection) =>
        ((connection.Scalar("PRAGMA page_count") ?? 0) - (connection.Scalar("PRAGMA freelist_count") ?? 0))
        * (connection.Scalar("PRAGMA page_size") ?? 0);

    /// <summary>The oldest blocks of a partition that may go, in order.</summary>
    private IEnumerable<(long Id, long AppendedMilliseconds)> Removable(SqliteConnection connection, long partition, string topic)
    {
        var blocks = connection.Rows(
            "SELECT id, appended_ms FROM batches WHERE id >= $first AND id < $last ORDER BY id LIMIT $limit",
            row => (Id: row.GetInt64(0), AppendedMilliseconds: row.GetInt64(1)),
            ("$first", SqliteDatabase.RowId(partition, 0)), ("$last", SqliteDatabase.RowId(partition + 1, 0)), ("$limit", StepBlocks + Kept));
        var committed = options.RetentionTakesUncommitted ? long.MaxValue : Committed(connection, partition, topic);
        // Offsets leave no gaps: a block ends where the next one begins.
        return blocks.Take(Math.Max(0, blocks.Count - Kept))
            .TakeWhile((_, index) => SqliteDatabase.Offset(blocks[index + 1].Id) <= committed);
    }

    /// <summary>Before this offset every group that has ever read the topic has committed; without a group, everything.</summary>
    private static long Committed(SqliteConnection connection, long partition, string topic) =>
        connection.Scalar(
            """
            SELECT min(coalesce(o.next_offset, 0)) FROM subscriptions s
            LEFT JOIN offsets o ON o.group_name = s.group_name AND o.partition_id = $partition
            WHERE s.topic = $topic
            """,
            ("$partition", partition), ("$topic", topic)) ?? long.MaxValue;
}
