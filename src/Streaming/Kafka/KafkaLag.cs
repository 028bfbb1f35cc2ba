using Confluent.Kafka;

namespace Slams.Streaming.Kafka;

/// <summary>How many records of the partitions held, other than paused ones, have not been fetched. Written by the polling thread, read by any.</summary>
internal sealed class KafkaLag
{
    private readonly HashSet<TopicPartition> _atEnd = [];
    private long _unfetched = -1;

    /// <summary>Null before it is known.</summary>
    public long? Unfetched => Interlocked.Read(ref _unfetched) is >= 0 and var unfetched ? unfetched : null;

    public void AtEnd(TopicPartition partition) => _atEnd.Add(partition);

    public void NotAtEnd(TopicPartition partition) => _atEnd.Remove(partition);

    public void Forget(IEnumerable<TopicPartition> partitions) => _atEnd.ExceptWith(partitions);

    public void Note(IConsumer<byte[]?, byte[]> consumer, IReadOnlyCollection<TopicPartition> held, IReadOnlySet<TopicPartition> paused)
    {
        var unfetched = 0L;
        foreach (var partition in held.Where(partition => !_atEnd.Contains(partition) && !paused.Contains(partition)))
        {
            var (end, position) = (consumer.GetWatermarkOffsets(partition).High, consumer.Position(partition));
            if (end.Value < 0 || position.Value < 0)
            {
                unfetched = -1;
                break;
            }

            unfetched += Math.Max(0, end.Value - position.Value);
        }

        Interlocked.Exchange(ref _unfetched, held.Count == 0 ? -1 : unfetched);
    }
}
