using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>Tells the caller of a reader that partitions go.</summary>
internal static class KafkaGivingUp
{
    /// <summary>
    /// Tells it, and waits for it: within a handler, after which the broker gives them to others. The membership lives on meanwhile, by a thread of the
    /// client.
    /// </summary>
    /// <param name="options">Of the reader.</param>
    /// <param name="partitions">What goes.</param>
    /// <param name="wait">Whether there is time; what is lost already has gone.</param>
    /// <returns>The partitions.</returns>
    public static List<TopicPartition> GiveUp(this ReaderOptions options, List<TopicPartitionOffset> partitions, bool wait)
    {
        var stopped = options.GivingUp?.Invoke(partitions.ConvertAll(partition => (partition.Topic, partition.Partition.Value)));
        if (wait)
        {
            stopped?.GetAwaiter().GetResult();
        }

        return partitions.ConvertAll(partition => partition.TopicPartition);
    }
}
