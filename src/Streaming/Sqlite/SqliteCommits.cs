using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>What a member of a group commits, and what is committed of the partitions that it holds.</summary>
/// <param name="gate">Through which all is written.</param>
/// <param name="catalog">Ids of partitions.</param>
/// <param name="group">Name of the group.</param>
/// <param name="membership">The member.</param>
/// <param name="buffer">What was read, and what of losses has not been heard.</param>
internal sealed class SqliteCommits(WriteGate gate, TopicCatalog catalog, string group, GroupMembership membership, ReaderBuffer buffer)
{
    private bool _losing;

    /// <summary>From the transaction in which all was found lost until the buffer knows: in between others of this process may commit.</summary>
    public bool Losing
    {
        get => Volatile.Read(ref _losing);
        set => Volatile.Write(ref _losing, value);
    }

    public Task CommitAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken) =>
        positions.Count == 0
            ? Task.CompletedTask
            : gate.WriteAsync(
                (connection, _) =>
                {
                    Commit(connection, positions);
                    return true;
                },
                cancellationToken);

    /// <summary>Commits positions within a write transaction.</summary>
    public void Commit(SqliteConnection connection, IReadOnlyList<LogPosition> positions)
    {
        if (Losing && positions.Count > 0)
        {
            throw new LostPartitionException(group, "the lease had ended");
        }

        buffer.RequireHeard(group, positions);
        GroupOffsets.Commit(connection, catalog, group, membership, positions);
    }

    public Task<IReadOnlyList<LogPosition>> CommittedAsync(IReadOnlyCollection<(string Topic, int Partition)> held, CancellationToken cancellationToken) =>
        gate.WriteAsync<IReadOnlyList<LogPosition>>(
            (connection, _) =>
            [
                .. held
                    .Select(one => (one.Topic, one.Partition, Offset: GroupOffsets.Find(connection, group, catalog.Id(connection, one.Topic, one.Partition))))
                    .Where(found => found.Offset is not null)
                    .Select(found => new LogPosition(found.Topic, found.Partition, found.Offset!.Value)),
            ],
            cancellationToken);
}
