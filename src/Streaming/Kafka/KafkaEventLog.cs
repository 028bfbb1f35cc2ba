using System.Runtime.CompilerServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>The event log on a Kafka cluster.</summary>
public sealed class KafkaEventLog : IEventLog
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private readonly KafkaClients _clients;
    private readonly IProducer<byte[]?, byte[]> _producer;
    private readonly KafkaTopics _topics;
    private readonly KafkaAppender _appender;
    private readonly Lazy<IConsumer<byte[]?, byte[]>> _lookup;
    private int _disposed;

    /// <summary>Makes the client; connections are made when they are needed.</summary>
    /// <exception cref="EventLogException">A setting is not accepted.</exception>
    public KafkaEventLog(KafkaLogOptions options, TimeProvider? timeProvider = null, ILogger<KafkaEventLog>? logger = null)
    {
        _clients = new KafkaClients(
            new KafkaSettings(options), options.BootstrapServers, timeProvider ?? TimeProvider.System,
            logger ?? NullLogger<KafkaEventLog>.Instance);
        _producer = _clients.Producer(transactionalId: null);
        _topics = new KafkaTopics(_clients, _producer.Handle);
        _appender = new KafkaAppender(_producer, _topics, _clients.TimeProvider);
        _lookup = new Lazy<IConsumer<byte[]?, byte[]>>(ScanConsumer);
    }

    /// <inheritdoc/>
    public string Description => $"kafka:{_clients.Servers}";

    /// <inheritdoc/>
    public Task EnsureTopicAsync(string topic, int partitions, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        return _topics.EnsureAsync(topic, partitions, kept: null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task EnsureTopicAsync(string topic, int partitions, TimeSpan kept, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        return _topics.EnsureAsync(topic, partitions, kept, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> PartitionCountAsync(string topic, CancellationToken cancellationToken) => _topics.CountAsync(topic, cancellationToken);

    /// <inheritdoc/>
    public async Task AppendAsync(string topic, IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        using var span = records.Count == 0 ? null : Tracing.Append(topic, records.Count);
        try
        {
            await _appender.AppendAsync(topic, records, cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException exception)
        {
            throw KafkaErrors.Explain($"Appending to '{topic}'", _clients.Servers, exception);
        }
    }

    /// <inheritdoc/>
    public async Task<ILogReader> OpenReaderAsync(ReaderOptions options, CancellationToken cancellationToken)
    {
        // A group that subscribes to a topic before it exists would wait for the next refresh of its metadata.
        var partitions = new List<TopicPartition>();
        foreach (var topic in options.Topics)
        {
            partitions.AddRange(await PartitionsAsync(topic, cancellationToken).ConfigureAwait(false));
        }

        if (options.LeaderTopic is { } leaderTopic)
        {
            var count = await _topics.CountAsync(leaderTopic, cancellationToken).ConfigureAwait(false);
            if (count > 1)
            {
                KafkaLogMessages.SeatMoves(_clients.Logger, leaderTopic, count);
            }
        }

        return new KafkaLogReader(_clients, options, partitions);
    }

    /// <inheritdoc/>
    public async Task<ITransactionalWriter> OpenTransactionalWriterAsync(string name, CancellationToken cancellationToken) =>
        _clients.Settings.Transactions
            ? await KafkaTransactionalWriter.OpenAsync(_clients, _topics, name, cancellationToken).ConfigureAwait(false)
            : new KafkaKeyedWriter(this, name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRecord> ScanAsync(
        string topic, IReadOnlyList<LogPosition> from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ends = await EndAsync(topic, cancellationToken).ConfigureAwait(false);
        using var scan = new KafkaScan(_clients, ScanConsumer(), ends, from);
        while (await scan.NextAsync(cancellationToken).ConfigureAwait(false) is { } records)
        {
            foreach (var record in records)
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogPosition>> EndAsync(string topic, CancellationToken cancellationToken) =>
        WatermarksAsync(topic, $"Looking up the end of '{topic}'", offsets => offsets.High, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogPosition>> StartAsync(string topic, CancellationToken cancellationToken) =>
        WatermarksAsync(topic, $"Looking up the start of '{topic}'", offsets => offsets.Low, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> TopicsAsync(CancellationToken cancellationToken) => _topics.NamesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> TopicSettingsAsync(string topic, CancellationToken cancellationToken) =>
        _topics.SettingsAsync(topic, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LogPosition>> CommittedAsync(string group, string topic, CancellationToken cancellationToken)
    {
        var partitions = await PartitionsAsync(topic, cancellationToken).ConfigureAwait(false);
        // A consumer that never subscribes reads a group's offsets without being a member of it.
        using var consumer = KafkaClients.Built(() => _clients.ConsumerBuilder(group, StartAt.Earliest, sessionTimeout: null).Build());
        return await _clients.CallAsync<IReadOnlyList<LogPosition>>(
            $"Looking up the offsets of group '{group}'",
            () => [.. Committed(consumer, partitions)
                .Where(committed => committed.Offset.Value >= 0)
                .Select(committed => new LogPosition(topic, committed.Partition.Value, committed.Offset.Value))
                .OrderBy(committed => committed.Partition)],
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LogPosition>> OffsetsAtAsync(string topic, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var ends = await EndAsync(topic, cancellationToken).ConfigureAwait(false);
        // Negative times have special meanings in the protocol.
        var timestamp = new Timestamp(Math.Max(0, time.ToUnixTimeMilliseconds()), TimestampType.CreateTime);
        var found = await _clients.CallAsync(
            $"Looking up a time in '{topic}'",
            () => _lookup.Value.OffsetsForTimes(
                ends.Select(end => new TopicPartitionTimestamp(end.Topic, new Partition(end.Partition), timestamp)), CallTimeout),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. ends.Select(end => found.First(offset => offset.Partition.Value == end.Partition).Offset is { Value: >= 0 } offset
                ? end with { Offset = offset.Value }
                : end),
        ];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            if (_lookup.IsValueCreated)
            {
                _lookup.Value.Dispose();
            }

            _topics.Dispose();
            _producer.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static List<TopicPartitionOffset> Committed(IConsumer<byte[]?, byte[]> consumer, TopicPartition[] partitions)
    {
        try
        {
            return consumer.Committed(partitions, CallTimeout);
        }
        catch (KafkaException exception) when (exception.Error.Code == ErrorCode.GroupIdNotFound)
        {
            // Some brokers say so where others answer that nothing is committed.
            return [];
        }
    }

    private IConsumer<byte[]?, byte[]> ScanConsumer() => KafkaClients.Built(() =>
        _clients.ConsumerBuilder("slams-scan", StartAt.Earliest, sessionTimeout: null).Build());

    private async Task<IReadOnlyList<LogPosition>> WatermarksAsync(
        string topic, string task, Func<WatermarkOffsets, Offset> which, CancellationToken cancellationToken)
    {
        var partitions = await PartitionsAsync(topic, cancellationToken).ConfigureAwait(false);
        return await _clients.CallAsync<IReadOnlyList<LogPosition>>(
            task,
            () => [.. partitions.Select(partition => new LogPosition(
                topic, partition.Partition.Value, which(_lookup.Value.QueryWatermarkOffsets(partition, CallTimeout)).Value))],
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<TopicPartition[]> PartitionsAsync(string topic, CancellationToken cancellationToken)
    {
        var count = await _topics.CountAsync(topic, cancellationToken).ConfigureAwait(false);
        return [.. Enumerable.Range(0, count).Select(partition => new TopicPartition(topic, new Partition(partition)))];
    }
}
