using Confluent.Kafka;

namespace Slams.Streaming.Kafka;

/// <summary>Which partitions the client does not fetch: all while the buffer is full, else those the caller wants paused.</summary>
internal sealed class KafkaPauses
{
    private readonly HashSet<TopicPartition> _paused = [];
    private IReadOnlySet<TopicPartition> _wanted = new HashSet<TopicPartition>();

    /// <summary>Whether all are paused; for the polling thread.</summary>
    public bool All { get; set; }

    /// <summary>What the caller wants paused; from any thread.</summary>
    public IReadOnlySet<TopicPartition> Wanted
    {
        get => Volatile.Read(ref _wanted);
        set => Volatile.Write(ref _wanted, value);
    }

    /// <summary>Partitions have come or gone: they are not paused in the client.</summary>
    public void Forget(IEnumerable<TopicPartition> partitions) => _paused.ExceptWith(partitions);

    public void Apply(IConsumer<byte[]?, byte[]> consumer, IReadOnlyCollection<TopicPartition> held)
    {
        var wanted = Wanted;
        if (_paused.Count == 0 && !All && wanted.Count == 0)
        {
            return;
        }

        TopicPartition[] pause = [.. held.Where(partition => (All || wanted.Contains(partition)) && !_paused.Contains(partition))];
        TopicPartition[] resume = [.. held.Where(partition => !All && !wanted.Contains(partition) && _paused.Contains(partition))];
        if (pause.Length > 0)
        {
            consumer.Pause(pause);
            _paused.UnionWith(pause);
        }

        if (resume.Length > 0)
        {
            consumer.Resume(resume);
            _paused.ExceptWith(resume);
        }
    }
}
