using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Kafka;

public sealed class KafkaGivingUpTests
{
    /// <summary>All members of the group wait for it: no longer than for one that is silent.</summary>
    [Fact]
    public void Who_does_not_stop_holds_up_the_group_for_the_session_timeout_at_most()
    {
        var never = new TaskCompletionSource();
        var asked = new List<(string, int)>();
        var options = new ReaderOptions
        {
            Group = "group",
            Topics = ["topic"],
            SessionTimeout = TimeSpan.FromMilliseconds(20),
            GivingUp = partitions =>
            {
                asked.AddRange(partitions);
                return never.Task;
            },
        };

        var given = options.GiveUp([new TopicPartitionOffset("topic", 3, Offset.Unset)], NullLogger.Instance, wait: true);

        Assert.Equal([new TopicPartition("topic", 3)], given);
        Assert.Equal([("topic", 3)], asked);
    }
}
