using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>Reads partitions from given offsets to given ends, outside any group.</summary>
internal sealed class KafkaScan : IDisposable
{
    private const int Batch = 500;
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(1);

    private readonly KafkaClients _clients;
    private readonly IConsumer<byte[]?, byte[]> _consumer;
    private readonly KafkaRecordReader _records = new();
    private readonly Dictionary<TopicPartition, long> _ends;

    public KafkaScan(
        KafkaClients clients, IConsumer<byte[]?, byte[]> consumer, IReadOnlyList<LogPosition> ends, IReadOnlyList<LogPosition> from)
    {
        _clients = clients;
        _consumer = consumer;
        var starts = ends
            .Select(end => (End: end, From: from.Where(start => start.Topic == end.Topic && start.Partition == end.Partition)
                .Select(start => start.Offset).FirstOrDefault()))
            .Where(part => part.From < part.End.Offset)
            .ToArray();
        _ends = starts.ToDictionary(
            part => new TopicPartition(part.End.Topic, new Partition(part.End.Partition)), part => part.End.Offset);
        _consumer.Assign(starts.Select(part => KafkaRecords.ToOffset(part.End with { Offset = part.From })));
    }

    public void Dispose() => _consumer.Dispose();

    /// <summary>The next records; null at the end of all partitions.</summary>
    public async Task<IReadOnlyList<StoredRecord>?> NextAsync(CancellationToken cancellationToken)
    {
        while (_ends.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var records = await _clients.CallAsync("Reading", Poll, cancellationToken).ConfigureAwait(false);
            if (records.Count > 0)
            {
                return records;
            }
        }

        return null;
    }

    private List<StoredRecord> Poll()
    {
        var records = new List<StoredRecord>();
        while (records.Count < Batch && _ends.Count > 0 && Consume(records.Count) is { } result)
        {
            if (!_ends.TryGetValue(result.TopicPartition, out var end))
            {
                continue;
            }

            // The last offsets may hold transaction marks, which are never returned: the end shows as end of partition then.
            var done = result.IsPartitionEOF || result.Offset.Value >= end - 1;
            if (!result.IsPartitionEOF && result.Offset.Value < end)
            {
                records.Add(_records.Read(result));
            }

            if (done)
            {
                _ends.Remove(result.TopicPartition);
            }
        }

        return records;
    }

    private ConsumeResult<byte[]?, byte[]>? Consume(int taken)
    {
        try
        {
            return _consumer.Consume(taken == 0 ? PollTimeout : TimeSpan.Zero);
        }
        catch (ConsumeException exception) when (taken > 0 && KafkaErrors.IsTransient(exception))
        {
            // Trying again goes on behind what has been taken, which would be lost. The failure comes again, or has passed.
            return null;
        }
    }
}
