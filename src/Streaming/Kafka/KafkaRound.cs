using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>The records of one round of polling. Used by the thread that polls.</summary>
/// <param name="lag">Hears of the ends of partitions.</param>
/// <param name="overtaken">Hears of every record's place.</param>
internal sealed class KafkaRound(KafkaLag lag, KafkaOvertaken overtaken)
{
    private readonly KafkaRecordReader _reader = new();
    private readonly List<StoredRecord> _records = [];
    private (string Topic, int Partition) _run;

    /// <summary>Records so far.</summary>
    public int Count => _records.Count;

    public void Add(ConsumeResult<byte[]?, byte[]> result)
    {
        Place(result.Topic, result.Partition.Value, result.Offset.Value);
        _records.Add(_reader.Read(result));
    }

    public unsafe void Add(string topic, KafkaNative native, KafkaNative.Message* message)
    {
        Place(topic, message->Partition, message->Offset);
        _records.Add(_reader.Read(topic, native, message));
    }

    /// <summary>The end of a partition was met.</summary>
    public void AtEnd(TopicPartitionOffset end)
    {
        lag.AtEnd(end);
        _run = default;
    }

    /// <summary>Partitions have come or gone: keeps records only of those that are held.</summary>
    public void Keep(IReadOnlySet<TopicPartition> held)
    {
        _run = default;
        _records.RemoveAll(record => !held.Contains(new TopicPartition(record.Topic, record.Partition)));
    }

    /// <summary>Hands the records over; the next round begins.</summary>
    public void HandTo(ReaderBuffer buffer)
    {
        if (_records.Count > 0)
        {
            buffer.Add(_records);
            _records.Clear();
        }
    }

    private void Place(string topic, int partition, long offset)
    {
        if (_run != (topic, partition))
        {
            // Records of a partition come in long runs: not every one of them has to be looked up.
            _run = (topic, partition);
            lag.NotAtEnd(new TopicPartition(topic, partition));
        }

        overtaken.Read(topic, partition, offset);
    }
}
