namespace Slams.Streaming.Kafka;

/// <summary>Settings of the Kafka event log.</summary>
public sealed record KafkaLogOptions
{
    /// <summary>Topics are created through the admin interface (<c>admin</c>, default) or by the broker itself (<c>auto</c>).</summary>
    public const string TopicCreation = "slams.topic.creation";

    /// <summary>
    /// Outputs and offsets move in Kafka transactions (<c>on</c>, default), or (<c>off</c>) outputs are flushed with an
    /// idempotent producer and offsets committed after them: a crash in between repeats the same keys and bytes.
    /// </summary>
    public const string Transactions = "slams.transactions";

    /// <summary>Replicas of topics created; -1 (default) leaves it to the broker.</summary>
    public const string ReplicationFactor = "slams.topic.replication.factor";

    /// <summary>
    /// <c>retention.ms</c> of topics created; -1 (default) keeps all. Retention goes by the records' timestamps, which are
    /// times of observation: any shorter one deletes the replay of an old period at once.
    /// </summary>
    public const string RetentionMilliseconds = "slams.topic.retention.ms";

    /// <summary>Addresses of brokers, <c>host:port</c> with commas.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>Any setting of librdkafka (TLS, SASL, …) by its own name, and the <c>slams.*</c> ones above.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
