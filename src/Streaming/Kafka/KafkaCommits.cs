using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>What a member of a group commits, and what is committed of the partitions that it holds.</summary>
/// <param name="clients">The cluster.</param>
/// <param name="group">Name of the group.</param>
/// <param name="member">Its client.</param>
/// <param name="buffer">What was read, and what of losses has not been heard.</param>
/// <param name="held">Partitions held now.</param>
internal sealed class KafkaCommits(
    KafkaClients clients, string group, IConsumer<byte[]?, byte[]> member, ReaderBuffer buffer, Func<IReadOnlyCollection<(string Topic, int Partition)>> held)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    public Task CommitAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken) =>
        positions.Count == 0 ? Task.CompletedTask : clients.WhileHeldAsync(token => CommitOnceAsync(positions, token), cancellationToken);

    public async Task<IReadOnlyList<LogPosition>> CommittedAsync(CancellationToken cancellationToken)
    {
        var partitions = held().Select(one => new TopicPartition(one.Topic, one.Partition)).ToArray();
        var committed = await clients.CallAsync(
            $"Reading the offsets of group '{group}'", () => member.Committed(partitions, CallTimeout), cancellationToken).ConfigureAwait(false);
        return
        [
            .. committed
                .Where(offset => offset.Offset.Value >= 0)
                .Select(offset => new LogPosition(offset.Topic, offset.Partition.Value, offset.Offset.Value)),
        ];
    }

    /// <summary>
    /// Refuses positions of partitions that other members hold now, or may have held since they were read; no broker checks the second, and not every
    /// one the first.
    /// </summary>
    public void RequireHeld(IReadOnlyList<LogPosition> positions)
    {
        var now = held();
        foreach (var position in positions.Where(position => !now.Contains((position.Topic, position.Partition))))
        {
            throw new LostPartitionException(group, FormattableString.Invariant($"{position.Topic}/{position.Partition}"));
        }

        // After the other question: a loss is noted there first.
        buffer.RequireHeard(group, positions);
    }

    private async Task CommitOnceAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken)
    {
        RequireHeld(positions);
        var offsets = positions.Select(KafkaRecords.ToOffset).ToArray();
        try
        {
            await clients.CallAsync(
                $"Committing offsets of group '{group}'",
                () =>
                {
                    member.Commit(offsets);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (EventLogException exception) when (exception.InnerException is KafkaException inner && KafkaErrors.IsLost(KafkaErrors.Cause(inner)))
        {
            throw new LostPartitionException(group, KafkaErrors.Cause(inner).Reason, exception);
        }
    }
}
