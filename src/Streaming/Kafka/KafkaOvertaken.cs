using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Slams.Streaming.Kafka;

/// <summary>
/// Tells of records that retention has removed before a group has read them: the client goes on at the first record kept and says nothing. Asked
/// with the first record of a partition rather than when it is taken, because no call belongs into a rebalance. Used by the thread that polls.
/// </summary>
/// <param name="member">The member of the group, which knows what was committed.</param>
/// <param name="consumer">Asks where a partition begins.</param>
/// <param name="timeout">How long a call may take.</param>
/// <param name="logger">Is told.</param>
/// <param name="group">The group.</param>
internal sealed class KafkaOvertaken(IConsumer<byte[]?, byte[]> member, IConsumer<byte[]?, byte[]> consumer, TimeSpan timeout, ILogger logger, string group)
{
    private readonly HashSet<TopicPartition> _taken = [];
    private readonly Dictionary<TopicPartition, long> _committed = [];

    /// <summary>Partitions have been taken.</summary>
    public void Taken(IEnumerable<TopicPartition> partitions)
    {
        _taken.UnionWith(partitions);
        _committed.Clear();
    }

    /// <summary>Partitions are gone.</summary>
    public void Forget(IEnumerable<TopicPartition> partitions) => _taken.ExceptWith(partitions);

    /// <summary>The first of some records of a partition has come.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">Its offset.</param>
    public void Read(TopicPartition partition, long offset)
    {
        if (_taken.Count == 0 || !_taken.Remove(partition))
        {
            return;
        }

        try
        {
            // Gaps have other reasons too (transactions leave marks in the log): where the partition begins is asked only then.
            var committed = Committed(partition);
            var first = committed >= 0 && committed < offset ? consumer.QueryWatermarkOffsets(partition, timeout).Low.Value : 0;
            if (committed >= 0 && committed < first)
            {
                KafkaLogMessages.Overtaken(logger, group, first - committed, partition.Topic, partition.Partition.Value, committed, first);
            }
        }
        catch (KafkaException exception)
        {
            // Reading goes on; the next taking asks again.
            KafkaLogMessages.ConsumeFailed(logger, group, KafkaErrors.Cause(exception).Reason);
        }
    }

    // One call tells it for all: each waits behind a fetch.
    private long Committed(TopicPartition partition)
    {
        if (!_committed.Remove(partition, out var committed))
        {
            foreach (var known in member.Committed([partition, .. _taken], timeout))
            {
                _committed[known.TopicPartition] = known.Offset.Value;
            }

            _committed.Remove(partition, out committed);
        }

        return committed;
    }
}
