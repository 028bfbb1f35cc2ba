using System.Collections.Concurrent;
using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Slams.Streaming.Kafka;

/// <summary>Creates topics and knows their number of partitions.</summary>
internal sealed class KafkaTopics(KafkaClients clients, Handle handle) : IDisposable
{
    private const string InternalPrefix = "__", ReplicationFactor = "replication.factor";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    // One for all questions: to end such a client takes a tenth of a second.
    private readonly Lazy<IAdminClient> _admin = new(
        () => new DependentAdminClientBuilder(handle).Build(), LazyThreadSafetyMode.PublicationOnly);

    public async Task EnsureAsync(string topic, int partitions, TimeSpan? kept, CancellationToken cancellationToken)
    {
        if (!clients.Settings.AutoCreation)
        {
            await CreateAsync(_admin.Value, topic, partitions, kept, cancellationToken).ConfigureAwait(false);
        }

        // Asking a producer's handle for an unknown topic makes a broker with automatic creation make it. Either way the
        // leaders take a moment to appear.
        _counts[topic] = await clients.CallAsync(
            $"Creating the topic '{topic}'", () => Count(_admin.Value, topic, ErrorCode.LeaderNotAvailable), cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> CountAsync(string topic, CancellationToken cancellationToken)
    {
        if (_counts.TryGetValue(topic, out var known))
        {
            return known;
        }

        var count = await clients.CallAsync(
            $"Looking up the topic '{topic}'", () => Count(_admin.Value, topic, ErrorCode.UnknownTopicOrPart), cancellationToken).ConfigureAwait(false);
        return _counts.GetOrAdd(topic, count);
    }

    /// <summary>All topics but the cluster's own.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        return await clients.CallAsync<IReadOnlyList<string>>(
            "Listing the topics",
            () => [.. _admin.Value.GetMetadata(Timeout).Topics
                .Select(topic => topic.Topic)
                .Where(name => !name.StartsWith(InternalPrefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settings of a topic as the broker has them, with its replication factor.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SettingsAsync(string topic, CancellationToken cancellationToken)
    {
        return await clients.CallAsync<IReadOnlyDictionary<string, string>>(
            $"Asking for the settings of the topic '{topic}'",
            () =>
            {
                var settings = _admin.Value.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Topic, Name = topic }], new DescribeConfigsOptions { RequestTimeout = Timeout })
                    .GetAwaiter().GetResult()
                    .SelectMany(found => found.Entries)
                    .ToDictionary(entry => entry.Key, entry => entry.Value.Value ?? "", StringComparer.Ordinal);
                var partitions = _admin.Value.GetMetadata(topic, Timeout).Topics.Single(candidate => candidate.Topic == topic).Partitions;
                settings[ReplicationFactor] = partitions.Select(partition => partition.Replicas.Length).DefaultIfEmpty().Min().ToString(CultureInfo.InvariantCulture);
                return settings;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_admin.IsValueCreated)
        {
            _admin.Value.Dispose();
        }
    }

    private static int Count(IAdminClient admin, string topic, ErrorCode whenMissing)
    {
        var found = admin.GetMetadata(topic, Timeout).Topics.FirstOrDefault(candidate => candidate.Topic == topic);
        if (found is null || found.Partitions.Count == 0)
        {
            throw new KafkaException(new Error(whenMissing, $"there is no topic '{topic}'"));
        }

        return found.Error.IsError ? throw new KafkaException(found.Error) : found.Partitions.Count;
    }

    private async Task CreateAsync(IAdminClient admin, string topic, int partitions, TimeSpan? kept, CancellationToken cancellationToken)
    {
        var specification = new TopicSpecification
        {
            Name = topic,
            NumPartitions = partitions,
            ReplicationFactor = clients.Settings.ReplicationFactor,
            Configs = new Dictionary<string, string>
            {
                ["retention.ms"] = clients.Settings.RetentionMilliseconds.ToString(CultureInfo.InvariantCulture),
                ["max.message.bytes"] = clients.Settings.MaxMessageBytes,
                ["message.timestamp.type"] = "CreateTime",
            },
        };
        if (kept is { } time)
        {
            specification.Configs["retention.ms"] = ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            // What is written to is not removed; a week of it, which is usual, would be.
            specification.Configs["segment.ms"] = ((long)(time / 4).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        await clients.CallAsync(
            $"Creating the topic '{topic}'",
            () =>
            {
                try
                {
                    admin.CreateTopicsAsync([specification]).GetAwaiter().GetResult();
                }
                catch (CreateTopicsException exception) when (exception.Results.All(
                    result => !result.Error.IsError || result.Error.Code == ErrorCode.TopicAlreadyExists))
                {
                    // Another process was first, or the topic is there from an earlier run.
                }
                catch (CreateTopicsException exception)
                {
                    throw new KafkaException(exception.Results.First(result => result.Error.IsError).Error, exception);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
