using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Committed offsets of groups.</summary>
internal static class GroupOffsets
{
    public static long? Find(SqliteConnection connection, string group, long partition) => connection.Scalar(
        "SELECT next_offset FROM offsets WHERE group_name = $group AND partition_id = $partition",
        ("$group", group), ("$partition", partition));

    public static void Commit(
        SqliteConnection connection, TopicCatalog catalog, string group, GroupMembership membership, IReadOnlyList<LogPosition> positions)
    {
        var rows = positions.Select(position => (Id: catalog.Id(connection, position.Topic, position.Partition), position.Offset)).ToArray();
        membership.RequireOwnership(connection, rows.Select(row => row.Id));
        foreach (var (id, offset) in rows)
        {
            connection.Run(
                """
                INSERT INTO offsets (group_name, partition_id, next_offset) VALUES ($group, $partition, $offset)
                ON CONFLICT (group_name, partition_id) DO UPDATE SET next_offset = excluded.next_offset
                """,
                ("$group", group), ("$partition", id), ("$offset", offset));
        }
    }
}
