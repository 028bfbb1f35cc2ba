using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>Tells the caller of a reader that partitions go.</summary>
internal static class KafkaGivingUp
{
    /// <summary>
    /// Tells it, and waits for it: within a handler, after which the broker gives them to others. The membership lives on meanwhile, by a thread of the
    /// client, but the rebalance waits, and with it all members: for the session timeout at most, as for one that is silent.
    /// </summary>
    /// <param name="options">Of the reader.</param>
    /// <param name="partitions">What goes.</param>
    /// <param name="logger">Told when it took too long.</param>
    /// <param name="wait">Whether there is time; what is lost already has gone.</param>
    /// <returns>The partitions.</returns>
    public static List<TopicPartition> GiveUp(this ReaderOptions options, List<TopicPartitionOffset> partitions, ILogger logger, bool wait)
    {
        var stopped = options.GivingUp?.Invoke(partitions.ConvertAll(partition => (partition.Topic, partition.Partition.Value)));
        if (wait && stopped?.Wait(options.SessionTimeout) == false)
        {
            KafkaLogMessages.NotStopped(logger, options.Group, string.Join(", ", partitions.Select(partition => partition.TopicPartition)), options.SessionTimeout);
        }

        return partitions.ConvertAll(partition => partition.TopicPartition);
    }
}
