using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>
/// Tells of records that retention has removed before a group has read them: the client goes on at the first record kept and says nothing. Offsets
/// also leave gaps for other reasons, such as transactions, so the broker is asked where the partition begins. Asked with the first record of a
/// partition rather than when it is taken, because no call belongs into a rebalance. Used by the thread that polls.
/// </summary>
/// <param name="member">The member of the group, which knows what was committed.</param>
/// <param name="consumer">Asks where a partition begins.</param>
/// <param name="logger">Is told.</param>
/// <param name="options">The group, and who is told besides.</param>
internal sealed class KafkaOvertaken(IConsumer<byte[]?, byte[]> member, IConsumer<byte[]?, byte[]> consumer, ILogger logger, ReaderOptions options)
{
    // The mark at the end of a transaction; retention takes more at once.
    private const int UsualGap = 1;

    // It is the thread that polls which waits.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly Dictionary<TopicPartition, Place> _places = [];
    private readonly Dictionary<TopicPartition, long> _committed = [];
    private readonly HashSet<TopicPartition> _unasked = [];
    private Place? _last;

    /// <summary>Partitions have been taken.</summary>
    public void Taken(IReadOnlyCollection<TopicPartition> partitions)
    {
        Forget(partitions);
        _unasked.UnionWith(partitions);
    }

    /// <summary>Partitions are gone.</summary>
    public void Forget(IReadOnlyCollection<TopicPartition> partitions)
    {
        _last = null;
        _unasked.ExceptWith(partitions);
        foreach (var partition in partitions)
        {
            _places.Remove(partition);
            _committed.Remove(partition);
        }
    }

    /// <summary>A record has come.</summary>
    public void Read(string topic, int partition, long offset)
    {
        // Neighbours are mostly of one partition.
        var place = _last is { } last && last.Partition.Partition.Value == partition && last.Partition.Topic == topic
            ? last
            : Find(new TopicPartition(topic, partition));
        if (place.Next is not { } next || offset - next > UsualGap)
        {
            Ask(place, offset);
        }

        place.Next = offset + 1;
    }

    private Place Find(TopicPartition partition)
    {
        if (!_places.TryGetValue(partition, out var place))
        {
            _places.Add(partition, place = new Place(partition));
        }

        return _last = place;
    }

    private void Ask(Place place, long offset)
    {
        var partition = place.Partition;
        try
        {
            var from = place.Next ?? Committed(partition);
            var first = from >= 0 && from < offset ? Math.Min(offset, consumer.QueryWatermarkOffsets(partition, Timeout).Low.Value) : 0;
            // What was committed may be the mark after the last record: nothing was lost when that went.
            if (from >= 0 && first - from > (place.Next is null ? UsualGap : 0))
            {
                KafkaLogMessages.Overtaken(logger, options.Group, first - from, partition.Topic, partition.Partition.Value, from, first);
                options.Overtaken?.Invoke(partition.Topic, first - from);
            }
        }
        catch (KafkaException exception)
        {
            // Reading goes on; the next taking asks again.
            KafkaLogMessages.ConsumeFailed(logger, options.Group, KafkaErrors.Cause(exception).Reason);
        }
    }

    // Asked once for all that were taken: every question waits behind a fetch.
    private long Committed(TopicPartition partition)
    {
        if (_unasked.Contains(partition))
        {
            foreach (var known in member.Committed(_unasked, Timeout))
            {
                _committed[known.TopicPartition] = known.Offset.Value;
            }

            _unasked.Clear();
        }

        return _committed.GetValueOrDefault(partition, Offset.Unset.Value);
    }

    private sealed class Place(TopicPartition partition)
    {
        public TopicPartition Partition { get; } = partition;

        /// <summary>Offset after the last record read; null before the first.</summary>
        public long? Next { get; set; }
    }
}
