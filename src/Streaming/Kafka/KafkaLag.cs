using Confluent.Kafka;

namespace Slams.Streaming.Kafka;

/// <summary>
/// How many records of the partitions held, other than those the caller has paused, have not been fetched. Written by the polling thread, read by
/// any.
/// </summary>
internal sealed class KafkaLag(IConsumer<byte[]?, byte[]> consumer, TimeProvider timeProvider)
{
    private readonly Dictionary<TopicPartition, long> _atEnd = [];
    private readonly KafkaEnds _ends = new(consumer, timeProvider);
    private long _unfetched = -1;

    /// <summary>Null before it is known.</summary>
    public long? Unfetched => Interlocked.Read(ref _unfetched) is >= 0 and var unfetched ? unfetched : null;

    /// <summary>The end of a partition was met.</summary>
    public void AtEnd(TopicPartitionOffset end)
    {
        _atEnd[end.TopicPartition] = end.Offset.Value;
        _ends.Forget(end.TopicPartition);
    }

    /// <summary>Records of a partition come again.</summary>
    public void NotAtEnd(TopicPartition partition) => _atEnd.Remove(partition);

    public void Forget(IReadOnlyCollection<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _ends.Forget(partition);
            _atEnd.Remove(partition);
        }
    }

    public void Note(IReadOnlyCollection<TopicPartition> held, KafkaPauses pauses)
    {
        var paused = pauses.Wanted;
        var counted = held.Where(partition => !paused.Contains(partition));
        // While the buffer is full nothing is fetched, and so nothing heard of what is appended meanwhile.
        if (pauses.All)
        {
            _ends.Ask(counted);
        }
        else
        {
            _ends.Rest();
        }

        var unfetched = 0L;
        foreach (var partition in counted)
        {
            if (Of(partition) is not { } of)
            {
                unfetched = -1;
                break;
            }

            unfetched += of;
        }

        Interlocked.Exchange(ref _unfetched, held.Count == 0 ? -1 : unfetched);
    }

    /// <summary>Ends what is under way; the consumer may be closed then.</summary>
    public void Complete() => _ends.Complete();

    private long? Of(TopicPartition partition)
    {
        var asked = _ends.Of(partition);
        if (_atEnd.TryGetValue(partition, out var met))
        {
            return Math.Max(0, (asked ?? met) - met);
        }

        var (end, position) = (consumer.GetWatermarkOffsets(partition).High.Value, consumer.Position(partition).Value);
        return end < 0 || position < 0 ? null : Math.Max(0, Math.Max(end, asked ?? end) - position);
    }
}
