using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>
/// One member's side of a consumer group kept in the database. Each member has a lease that its heartbeat renews; members
/// that let it lapse lose their partitions. Every member works out the same fair shares from the list of members, gives up
/// what is above its share and takes what nobody holds. All methods run inside a write transaction.
/// </summary>
internal sealed class GroupMembership(TopicCatalog catalog, ReaderOptions options, TimeProvider timeProvider)
{
    private const char TopicSeparator = '\n';
    private readonly string _topics = string.Join(TopicSeparator, options.Topics);
    private bool _joined;

    /// <summary>What it must give to others.</summary>
    public PartitionsToGive Giving { get; } = new(catalog, options);

    public string MemberId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Whether to <see cref="Synchronise"/> before the next heartbeat: the group has changed, or this member holds nothing and the
    /// lease of another has ended.
    /// </summary>
    public bool CallsForMore(SqliteConnection connection, long generation, bool holdsAny) =>
        Generation(connection, options.Group) != generation || (!holdsAny && connection.Scalar(
            "SELECT 1 FROM members WHERE group_name = $group AND lease_until_ms < $now AND id <> $id",
            ("$group", options.Group), ("$now", timeProvider.GetUtcNow().ToUnixTimeMilliseconds()), ("$id", MemberId)) is not null);

    /// <summary>Refuses a commit for partitions that the member does not hold.</summary>
    public void RequireOwnership(SqliteConnection connection, IEnumerable<long> partitions)
    {
        foreach (var partition in partitions)
        {
            var held = connection.Scalar(
                "SELECT 1 FROM owners WHERE group_name = $group AND partition_id = $partition AND member_id = $member",
                ("$group", options.Group), ("$partition", partition), ("$member", MemberId));
            if (held is null)
            {
                var (topic, number) = catalog.Name(partition);
                throw new LostPartitionException(options.Group, FormattableString.Invariant($"{topic}/{number}"));
            }
        }
    }

    /// <summary>Renews the lease and brings the member's partitions in line with its share.</summary>
    /// <param name="connection">Within a write transaction.</param>
    /// <param name="stopped">Partitions that the member wants to be rid of: what was done with them has ended.</param>
    /// <returns>
    /// Partitions held, whether earlier ones were lost in between, the group's generation, and those of the partitions held that are above the share
    /// and wait for the end of what is done with them.
    /// </returns>
    public (HashSet<long> Owned, bool LostAll, long Generation, List<long> Excess) Synchronise(SqliteConnection connection, IReadOnlyCollection<long> stopped)
    {
        var now = timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = Expire(connection, now);
        foreach (var partition in stopped)
        {
            GiveUp(connection, partition);
            changed = true;
        }

        var isMember = connection.Scalar("SELECT seq FROM members WHERE id = $id", ("$id", MemberId)) is not null;
        var lostAll = _joined && !isMember;
        if (isMember)
        {
            connection.Run(
                "UPDATE members SET lease_until_ms = $lease WHERE id = $id", ("$lease", LeaseEnd(now)), ("$id", MemberId));
        }
        else
        {
            connection.Run(
                "INSERT INTO members (id, group_name, topics, lease_until_ms) VALUES ($id, $group, $topics, $lease)",
                ("$id", MemberId), ("$group", options.Group), ("$topics", _topics), ("$lease", LeaseEnd(now)));
            foreach (var topic in options.Topics)
            {
                connection.Run(
                    "INSERT OR IGNORE INTO subscriptions (group_name, topic) VALUES ($group, $topic)",
                    ("$group", options.Group), ("$topic", topic));
            }

            _joined = true;
            changed = true;
        }

        var (owned, excess) = (new HashSet<long>(), new List<long>());
        foreach (var topic in options.Topics.Distinct().Order(StringComparer.Ordinal))
        {
            changed |= options.LeaderTopic is null ? Balance(connection, topic, owned, excess) : TakeAll(connection, topic, owned);
        }

        if (changed)
        {
            connection.Run(
                "INSERT INTO groups (name, generation) VALUES ($group, 1) ON CONFLICT (name) DO UPDATE SET generation = generation + 1",
                ("$group", options.Group));
        }

        return (owned, lostAll, Generation(connection, options.Group), excess);
    }

    /// <summary>Leaves at once, so that others need not wait for the lease to end.</summary>
    public void Leave(SqliteConnection connection)
    {
        connection.Run("DELETE FROM owners WHERE member_id = $id", ("$id", MemberId));
        connection.Run("DELETE FROM members WHERE id = $id", ("$id", MemberId));
        connection.Run("UPDATE groups SET generation = generation + 1 WHERE name = $group", ("$group", options.Group));
    }

    private static long Generation(SqliteConnection connection, string group) =>
        connection.Scalar("SELECT generation FROM groups WHERE name = $group", ("$group", group)) ?? 0;

    private long LeaseEnd(long now) => now + (long)options.SessionTimeout.TotalMilliseconds;

    private bool Expire(SqliteConnection connection, long now)
    {
        connection.Run(
            "DELETE FROM members WHERE group_name = $group AND lease_until_ms < $now AND id <> $id",
            ("$group", options.Group), ("$now", now), ("$id", MemberId));
        connection.Run(
            "DELETE FROM owners WHERE group_name = $group AND member_id NOT IN (SELECT id FROM members WHERE group_name = $group)",
            ("$group", options.Group));
        return connection.Scalar("SELECT changes()") > 0;
    }

    // Whoever holds anything in the group holds all of it.
    private bool TakeAll(SqliteConnection connection, string topic, HashSet<long> owned)
    {
        var others = connection.Scalar(
            "SELECT 1 FROM owners WHERE group_name = $group AND member_id <> $member", ("$group", options.Group), ("$member", MemberId));
        if (others is not null)
        {
            return false;
        }

        var changed = false;
        foreach (var partition in catalog.Partitions(connection, topic).Where(owned.Add))
        {
            connection.Run(
                "INSERT OR IGNORE INTO owners (group_name, partition_id, member_id) VALUES ($group, $partition, $member)",
                ("$group", options.Group), ("$partition", partition), ("$member", MemberId));
            changed |= connection.Scalar("SELECT changes()") > 0;
        }

        return changed;
    }

    private bool Balance(SqliteConnection connection, string topic, HashSet<long> owned, List<long> excess)
    {
        var partitions = catalog.Partitions(connection, topic);
        var members = connection.Rows(
                "SELECT id, topics FROM members WHERE group_name = $group ORDER BY seq",
                row => (Id: row.GetString(0), Topics: row.GetString(1).Split(TopicSeparator)), ("$group", options.Group))
            .Where(member => member.Topics.Contains(topic, StringComparer.Ordinal))
            .Select(member => member.Id)
            .ToList();
        var owners = connection.Rows(
                "SELECT partition_id, member_id FROM owners WHERE group_name = $group",
                row => (Partition: row.GetInt64(0), Member: row.GetString(1)), ("$group", options.Group))
            .ToDictionary(row => row.Partition, row => row.Member);
        // The remainder goes to other members for each topic, or the eldest would get one more of all of them.
        var rank = (members.IndexOf(MemberId) + KeyPartitioner.Partition(topic, members.Count)) % members.Count;
        var share = (partitions.Length / members.Count) + (rank < partitions.Length % members.Count ? 1 : 0);
        var mine = partitions.Where(partition => owners.GetValueOrDefault(partition) == MemberId).ToList();
        var changed = false;
        if (options.GivingUp is not null)
        {
            excess.AddRange(mine.Skip(share));
        }
        else
        {
            while (mine.Count > share)
            {
                GiveUp(connection, mine[^1]);
                mine.RemoveAt(mine.Count - 1);
                changed = true;
            }
        }

        foreach (var free in partitions.Where(partition => !owners.ContainsKey(partition)).Take(Math.Max(0, share - mine.Count)).ToArray())
        {
            connection.Run(
                "INSERT INTO owners (group_name, partition_id, member_id) VALUES ($group, $partition, $member)",
                ("$group", options.Group), ("$partition", free), ("$member", MemberId));
            mine.Add(free);
            changed = true;
        }

        owned.UnionWith(mine);
        return changed;
    }

    private void GiveUp(SqliteConnection connection, long partition) => connection.Run(
        "DELETE FROM owners WHERE group_name = $group AND partition_id = $partition AND member_id = $member",
        ("$group", options.Group), ("$partition", partition), ("$member", MemberId));
}
