using System.Text;
using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Benchmarks;

/// <summary>The same records by the bare Kafka client: idempotent, acknowledged by all, as fast as it takes them.</summary>
internal static class RawKafka
{
    public static void Append(string bootstrapServers, string topic, IReadOnlyList<IReadOnlyList<LogRecord>> batches)
    {
        var failures = 0;
        using var producer = new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
            CompressionType = CompressionType.Lz4,
            QueueBufferingMaxMessages = 1_000_000,
            DeliveryReportFields = "status",
        }).Build();
        foreach (var batch in batches)
        {
            foreach (var record in batch)
            {
                var message = new Message<byte[]?, byte[]>
                {
                    Key = record.Key is null ? null : Encoding.UTF8.GetBytes(record.Key),
                    Value = record.Value.ToArray(),
                    Timestamp = new Timestamp(record.Timestamp),
                    Headers = [],
                };
                foreach (var header in record.Headers)
                {
                    message.Headers.Add(header.Key, Encoding.UTF8.GetBytes(header.Value));
                }

                producer.Produce(topic, message, report => Interlocked.Add(ref failures, report.Error.IsError ? 1 : 0));
            }
        }

        producer.Flush();

        if (failures > 0)
        {
            throw new InvalidOperationException($"{failures} records were not acknowledged.");
        }
    }

    /// <summary>Reads a topic to its end as a new group that reads committed messages only; returns their number.</summary>
    public static long Read(string bootstrapServers, string topic)
    {
        using var consumer = new ConsumerBuilder<byte[]?, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = topic + "-" + Guid.NewGuid().ToString("N"),
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 10,
            FetchQueueBackoffMs = 20,
        }).Build();
        consumer.Subscribe(topic);
        var (count, ended) = (0L, new HashSet<Partition>());
        while (ended.Count < StationFolder.Partitions)
        {
            var result = consumer.Consume(TimeSpan.FromSeconds(10)) ?? throw new InvalidOperationException("Nothing came.");
            if (result.IsPartitionEOF)
            {
                ended.Add(result.Partition);
            }
            else
            {
                count++;
            }
        }

        consumer.Close();
        return count;
    }
}
