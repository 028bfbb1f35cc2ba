using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>Produces batches and waits for every delivery report.</summary>
internal sealed class KafkaAppender(IProducer<byte[]?, byte[]> producer, KafkaTopics topics, TimeProvider timeProvider)
{
    private static readonly TimeSpan QueueFullPause = TimeSpan.FromMilliseconds(5);

    private int _spread;

    public IProducer<byte[]?, byte[]> Producer => producer;

    /// <summary>
    /// Appends and returns when all are acknowledged. The client repeats sends by itself, in order and without duplicates,
    /// until its <c>message.timeout.ms</c>; repeating them here could reorder a partition.
    /// </summary>
    public async Task AppendAsync(string topic, IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return;
        }

        var partitions = await topics.CountAsync(topic, cancellationToken).ConfigureAwait(false);
        var pending = new PendingDeliveries(records.Count);
        var headers = (records[0].Headers, KafkaRecords.ToHeaders(records[0].Headers));
        using (Tracing.Write(topic))
        {
            for (var index = 0; index < records.Count; index++)
            {
                var target = new TopicPartition(topic, Partition(records[index], partitions));
                var message = KafkaRecords.ToMessage(records[index], ref headers);
                while (!TryProduce(target, message, pending))
                {
                    await Task.Delay(QueueFullPause, timeProvider, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (await pending.Completion.WaitAsync(cancellationToken).ConfigureAwait(false) is { } error)
        {
            throw new KafkaException(error);
        }
    }

    private bool TryProduce(TopicPartition target, Message<byte[]?, byte[]> message, PendingDeliveries pending)
    {
        try
        {
            producer.Produce(target, message, pending.Report);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
    }

    private int Partition(LogRecord record, int partitions) =>
        record.Partition
        ?? (record.Key is null
            ? (Interlocked.Increment(ref _spread) & int.MaxValue) % partitions
            : KeyPartitioner.Partition(record.Key, partitions));

    private sealed class PendingDeliveries
    {
        private readonly TaskCompletionSource<Error?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left;
        private Error? _error;

        public PendingDeliveries(int count)
        {
            _left = count;
            Report = OnReport;
        }

        public Action<DeliveryReport<byte[]?, byte[]>> Report { get; }

        public Task<Error?> Completion => _done.Task;

        private void OnReport(DeliveryReport<byte[]?, byte[]> report)
        {
            if (report.Error.IsError || report.Status != PersistenceStatus.Persisted)
            {
                Interlocked.CompareExchange(
                    ref _error,
                    report.Error.IsError ? report.Error : new Error(ErrorCode.Local_Fail, "a record was not acknowledged"), null);
            }

            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.TrySetResult(_error);
            }
        }
    }
}
