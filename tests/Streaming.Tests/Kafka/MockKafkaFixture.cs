using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Streaming.Tests.Contract;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>Logs on a mock cluster in this process.</summary>
public sealed class MockKafkaFixture : LogFixture
{
    private readonly MockKafkaCluster _cluster = new();

    public override string? NoTransactions =>
        "librdkafka's mock cluster has no transactions; set SLAMS_TEST_KAFKA to the address of a cluster to run this";

    public override string? NoTimeLookup =>
        "librdkafka's mock cluster has no time look-up; set SLAMS_TEST_KAFKA to the address of a cluster to run this";

    public override string? SlowRebalances =>
        "on librdkafka's mock cluster it takes 10 s and more; set SLAMS_TEST_KAFKA to the address of a cluster to run this";

    public override int Partitions => MockKafkaCluster.Partitions;

    public string BootstrapServers => _cluster.BootstrapServers;

    public override IEventLog Open() => new KafkaEventLog(new KafkaLogOptions
    {
        BootstrapServers = _cluster.BootstrapServers,
        Settings = MockKafkaCluster.ClientSettings,
    });

    public override Task EnsureLeaderTopicAsync(IEventLog log, string topic, CancellationToken cancellationToken)
    {
        _cluster.CreateTopic(topic, 1);
        return log.EnsureTopicAsync(topic, 1, cancellationToken);
    }

    public override async Task KillAsync(IEventLog log, ILogReader reader) => await ((KafkaLogReader)reader).AbandonAsync();

    public override ValueTask DisposeAsync()
    {
        _cluster.Dispose();
        return ValueTask.CompletedTask;
    }
}
