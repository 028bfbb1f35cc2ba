using Confluent.Kafka;

namespace Slams.Testing;

/// <summary>
/// The mock cluster of librdkafka: brokers inside this process, on loopback ports, that other clients and other processes
/// can connect to. It lives as long as this object. It knows no transactions, no time look-up and no topic administration,
/// and keeps 5 MiB per partition.
/// </summary>
public sealed class MockKafkaCluster : IDisposable
{
    /// <summary>Topics that the cluster creates by itself always have this many partitions.</summary>
    public const int Partitions = 4;

    private readonly IProducer<Null, Null> _host;

    /// <summary>Starts the brokers.</summary>
    public MockKafkaCluster(int brokers = 1)
    {
        _host = new ProducerBuilder<Null, Null>(new Dictionary<string, string>
        {
            // Overridden by the mock; the client insists on a value.
            ["bootstrap.servers"] = "127.0.0.1:9092",
            ["test.mock.num.brokers"] = brokers.ToString(System.Globalization.CultureInfo.InvariantCulture),
        })
            .SetLogHandler((_, _) => { })
            .Build();
        MockInterface.RemoveRebalanceDelay(_host.Handle);
        using var admin = new DependentAdminClientBuilder(_host.Handle).Build();
        BootstrapServers = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));
    }

    /// <summary>Addresses for other clients.</summary>
    public string BootstrapServers { get; }

    /// <summary>Settings that an event log needs to work with the mock, and quickly.</summary>
    public static IReadOnlyDictionary<string, string> ClientSettings { get; } = new Dictionary<string, string>
    {
        ["slams.topic.creation"] = "auto",
        ["slams.transactions"] = "off",
        ["fetch.wait.max.ms"] = "10",
        ["session.timeout.ms"] = "6000",
        ["heartbeat.interval.ms"] = "500",
        ["linger.ms"] = "0",
        ["topic.metadata.refresh.interval.ms"] = "500",
    };

    /// <summary>Makes a topic of so many partitions, before anybody asks for it.</summary>
    public void CreateTopic(string topic, int partitions) => MockInterface.CreateTopic(_host.Handle, topic, partitions);

    /// <summary>The broker that leads a partition; they are numbered from 1.</summary>
    public int LeaderOf(string topic, int partition)
    {
        using var admin = new DependentAdminClientBuilder(_host.Handle).Build();
        return admin.GetMetadata(topic, TimeSpan.FromSeconds(10)).Topics.Single().Partitions.Single(one => one.PartitionId == partition).Leader;
    }

    /// <summary>Makes another broker the leader of a partition, as a cluster does whose leader goes down or is relieved.</summary>
    public void SetLeader(string topic, int partition, int broker) => MockInterface.SetLeader(_host.Handle, topic, partition, broker);

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();
}
