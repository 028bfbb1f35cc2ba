using System.Globalization;
using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>
/// Turns the options into client configurations. What the promises of the log rest on is set here and cannot be overridden;
/// everything else can.
/// </summary>
internal sealed class KafkaSettings
{
    private const string OwnPrefix = "slams.";
    private const string LargestMessage = "16777216";

    // Large analyses need both sides raised together; the producer's queue is what bounds its memory. Whoever appends hands over all that it has and waits
    // for the answer: there is little to gain from waiting for more.
    private static readonly Dictionary<string, string> ProducerDefaults = new()
    {
        ["compression.type"] = "lz4",
        ["linger.ms"] = "2",
        ["message.max.bytes"] = LargestMessage,
        ["queue.buffering.max.kbytes"] = "131072",
        ["dotnet.producer.delivery.report.fields"] = "status",
    };

    // Brokers give a first batch whatever its size. What is fetched ahead is thrown away when a partition is paused: not too much of it.
    private static readonly Dictionary<string, string> ConsumerDefaults = new()
    {
        ["partition.assignment.strategy"] = "cooperative-sticky",
        ["queued.min.messages"] = "20000",
        ["allow.auto.create.topics"] = "false",
        ["fetch.queue.backoff.ms"] = "20",
    };

    private static readonly string[] Reserved =
    [
        "bootstrap.servers", "group.id", "enable.idempotence", "acks", "enable.auto.commit", "enable.auto.offset.store",
        "auto.offset.reset", "isolation.level", "transactional.id", "enable.partition.eof",
    ];

    private readonly Dictionary<string, string> _client;
    private readonly string _bootstrapServers;

    public KafkaSettings(KafkaLogOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
        {
            throw new EventLogException("The Kafka log needs the address of a broker, host:port.");
        }

        _bootstrapServers = options.BootstrapServers;
        foreach (var key in Reserved.Where(options.Settings.ContainsKey))
        {
            throw new EventLogException($"The Kafka setting '{key}' is decided by the event log itself and cannot be given.");
        }

        var onMock = options.Settings.Keys.Any(key => key.StartsWith("test.mock", StringComparison.Ordinal));
        AutoCreation = Choice(options, KafkaLogOptions.TopicCreation, "auto", "admin", onMock);
        Transactions = !Choice(options, KafkaLogOptions.Transactions, "off", "on", onMock);
        ReplicationFactor = (short)Number(options, KafkaLogOptions.ReplicationFactor, -1, short.MaxValue);
        RetentionMilliseconds = Number(options, KafkaLogOptions.RetentionMilliseconds, -1, long.MaxValue);
        var known = new[]
        {
            KafkaLogOptions.TopicCreation, KafkaLogOptions.Transactions, KafkaLogOptions.ReplicationFactor,
            KafkaLogOptions.RetentionMilliseconds,
        };
        var unknown = options.Settings.Keys.FirstOrDefault(
            key => key.StartsWith(OwnPrefix, StringComparison.Ordinal) && !known.Contains(key, StringComparer.Ordinal));
        if (unknown is not null)
        {
            throw new EventLogException($"There is no setting '{unknown}'; known are {string.Join(", ", known)}.");
        }

        _client = options.Settings
            .Where(setting => !setting.Key.StartsWith(OwnPrefix, StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key, setting => setting.Value);
    }

    public bool AutoCreation { get; }

    public bool Transactions { get; }

    public short ReplicationFactor { get; }

    public long RetentionMilliseconds { get; }

    public string MaxMessageBytes => _client.GetValueOrDefault("message.max.bytes", LargestMessage);

    public ProducerConfig Producer(string? transactionalId)
    {
        var config = new ProducerConfig(Merged(ProducerDefaults))
        {
            BootstrapServers = _bootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
        };
        if (transactionalId is not null)
        {
            config.TransactionalId = transactionalId;
        }

        return config;
    }

    public ConsumerConfig Consumer(string group, StartAt startAt, TimeSpan? sessionTimeout)
    {
        var config = new ConsumerConfig(Merged(ConsumerDefaults))
        {
            BootstrapServers = _bootstrapServers,
            GroupId = group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = startAt == StartAt.Earliest ? AutoOffsetReset.Earliest : AutoOffsetReset.Latest,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnablePartitionEof = true,
        };
        if (sessionTimeout is { } timeout && !_client.ContainsKey("session.timeout.ms"))
        {
            config.SessionTimeoutMs = (int)timeout.TotalMilliseconds;
            config.HeartbeatIntervalMs ??= Math.Max(100, (int)timeout.TotalMilliseconds / 4);
        }

        return config;
    }

    private static bool Choice(KafkaLogOptions options, string key, string special, string usual, bool specialByDefault) =>
        options.Settings.GetValueOrDefault(key, specialByDefault ? special : usual) switch
        {
            var value when value == special => true,
            var value when value == usual => false,
            var value => throw new EventLogException($"The setting '{key}' is '{value}'; it can be '{usual}' or '{special}'."),
        };

    private static long Number(KafkaLogOptions options, string key, long usual, long maximum)
    {
        if (!options.Settings.TryGetValue(key, out var text))
        {
            return usual;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= -1 && number <= maximum
            ? number
            : throw new EventLogException($"The setting '{key}' is '{text}'; it must be a whole number, -1 or more.");
    }

    private Dictionary<string, string> Merged(Dictionary<string, string> defaults)
    {
        var merged = new Dictionary<string, string>(defaults);
        foreach (var (key, value) in _client)
        {
            merged[key] = value;
        }

        return merged;
    }
}
