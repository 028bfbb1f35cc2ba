using Confluent.Kafka;

namespace Slams.Streaming.Kafka;

/// <summary>
/// Asks where partitions end that are not fetched: what the client knows of an end comes with what it fetches. Asked now and then, and beside the
/// thread that polls, which waits for nothing.
/// </summary>
/// <param name="consumer">Asks.</param>
/// <param name="timeProvider">Clock of the time between two questions.</param>
internal sealed class KafkaEnds(IConsumer<byte[]?, byte[]> consumer, TimeProvider timeProvider)
{
    /// <summary>Time between two questions.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private static readonly Task<IReadOnlyDictionary<TopicPartition, long>> Nothing =
        Task.FromResult<IReadOnlyDictionary<TopicPartition, long>>(new Dictionary<TopicPartition, long>());

    private readonly Dictionary<TopicPartition, long> _known = [];
    private Task<IReadOnlyDictionary<TopicPartition, long>> _asking = Nothing;
    private long? _asked;
    private volatile bool _ended;

    /// <summary>The end of a partition as last heard; null before that.</summary>
    public long? Of(TopicPartition partition) => _known.TryGetValue(partition, out var end) ? end : null;

    /// <summary>Takes what has been answered, and asks again when it is time.</summary>
    public void Ask(IEnumerable<TopicPartition> partitions)
    {
        if (!_asking.IsCompleted)
        {
            return;
        }

        foreach (var (partition, end) in _asking.Result)
        {
            _known[partition] = end;
        }

        _asking = Nothing;
        if (_asked is not { } asked || timeProvider.GetElapsedTime(asked) >= Interval)
        {
            _asked = timeProvider.GetTimestamp();
            var of = partitions.ToArray();
            _asking = Task.Run(() => Find(of));
        }
    }

    /// <summary>The client fetches again: the next time is asked at once. What was heard stays true until then, ends only grow.</summary>
    public void Rest() => _asked = null;

    /// <summary>Forgets what was heard of a partition: it is gone, or its end has been met, which is the truth.</summary>
    public void Forget(TopicPartition partition) => _known.Remove(partition);

    /// <summary>Waits for a question under way; the consumer may be closed then.</summary>
    public void Complete()
    {
        _ended = true;
        _asking.Wait();
    }

    private IReadOnlyDictionary<TopicPartition, long> Find(TopicPartition[] partitions)
    {
        var found = new Dictionary<TopicPartition, long>();
        foreach (var partition in partitions.TakeWhile(_ => !_ended))
        {
            try
            {
                found[partition] = consumer.QueryWatermarkOffsets(partition, Timeout).High.Value;
            }
            catch (Exception exception) when (exception is KafkaException or ObjectDisposedException or InvalidOperationException)
            {
                // A broker that does not answer is told of elsewhere; the next question may be answered, and others may answer now.
            }
        }

        return found;
    }
}
