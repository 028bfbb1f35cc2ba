using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>
/// Membership of a group of which one member holds everything: the one that the group has given the first partition of a topic
/// kept for this. Nothing is read from that topic. Offsets are committed as this member, so that the broker refuses
/// those of one that has lost its seat.
/// </summary>
internal sealed class KafkaSeat : IDisposable
{
    // A wait is not cut short by what the group decides: who has just got the seat would wait on.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly IConsumer<byte[]?, byte[]> _consumer;
    private Task _learning = Task.CompletedTask;
    private bool _held;

    /// <param name="clients">Makes the member.</param>
    /// <param name="options">The group.</param>
    /// <param name="topic">The topic kept for this.</param>
    /// <param name="consumer">Reads; a client of its own without a membership.</param>
    /// <param name="everything">What the holder of the seat reads.</param>
    /// <param name="gained">Called with all of it, before any record of it.</param>
    /// <param name="lost">Called with all of it and how it was lost.</param>
    public KafkaSeat(
        KafkaClients clients, ReaderOptions options, string topic, IConsumer<byte[]?, byte[]> consumer,
        IReadOnlyList<TopicPartition> everything, Action<IReadOnlyList<TopicPartition>> gained, Action<IReadOnlyList<TopicPartition>, string> lost)
    {
        _consumer = consumer;
        Member = KafkaClients.Built(() => clients
            .ConsumerBuilder(options.Group, options.StartAt, options.SessionTimeout)
            .SetPartitionsAssignedHandler((_, partitions) =>
            {
                if (!_held && partitions.Any(IsSeat))
                {
                    _held = true;
                    consumer.Assign(everything);
                    gained(everything);
                }
            })
            .SetPartitionsRevokedHandler((_, partitions) => Lose(partitions, "given up"))
            .SetPartitionsLostHandler((_, partitions) => Lose(partitions, "lost"))
            .Build());
        Member.Subscribe(topic);

        void Lose(List<TopicPartitionOffset> partitions, string what)
        {
            if (_held && partitions.Any(partition => IsSeat(partition.TopicPartition)))
            {
                _held = false;
                consumer.Unassign();
                lost(everything, what);
            }
        }
    }

    public IConsumer<byte[]?, byte[]> Member { get; }

    /// <summary>
    /// Lets the reading client learn where the topics are, beside the membership. It would look for those of an assignment once a second only: a
    /// takeover would wait for that.
    /// </summary>
    public void Learn(IReadOnlyList<string> topics, TimeSpan timeout) => _learning = Task.Run(() => LearnNow(topics, timeout));

    /// <summary>
    /// Keeps the membership alive; handlers are called from here. Who holds the seat goes on at once, who waits for it waits here:
    /// there is nothing else to be read.
    /// </summary>
    public void Poll(TimeSpan wait)
    {
        PollOnce(TimeSpan.Zero);
        for (var waited = TimeSpan.Zero; !_held && waited < wait; waited += Step)
        {
            PollOnce(Step);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // It asks by the reading client, which is disposed of after this.
            _learning.Wait();
        }
        finally
        {
            Member.Dispose();
        }
    }

    private void PollOnce(TimeSpan wait)
    {
        try
        {
            Member.Consume(wait);
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            // Nothing is read from the topic: the client goes on with the membership by itself.
        }
    }

    private void LearnNow(IReadOnlyList<string> topics, TimeSpan timeout)
    {
        try
        {
            using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
            foreach (var topic in topics)
            {
                admin.GetMetadata(topic, timeout);
            }
        }
        catch (Exception exception) when (exception is KafkaException or InvalidOperationException)
        {
            // Without it, reading begins a second later.
        }
    }

    private static bool IsSeat(TopicPartition partition) => partition.Partition.Value == 0;
}
