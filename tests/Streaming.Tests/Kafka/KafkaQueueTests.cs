using Confluent.Kafka;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

public sealed class KafkaQueueTests : IDisposable
{
    private readonly MockKafkaCluster _cluster = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _cluster.Dispose();
        _deadline.Dispose();
    }

    /// <summary>Without them reading goes on, at a fraction of the rate: a new version of the client must not cost that unseen.</summary>
    [Fact]
    public void The_functions_of_the_library_are_reached_in_the_client_that_is_in_use()
    {
        using var consumer = new ConsumerBuilder<byte[]?, byte[]>(new ConsumerConfig { BootstrapServers = _cluster.BootstrapServers, GroupId = "g" }).Build();

        Assert.NotNull(KafkaNative.Of(consumer.Handle));
    }

    [Fact]
    public async Task Records_taken_many_at_a_time_are_those_that_the_client_hands_over_one_by_one()
    {
        string[] topics = ["a", "topic-b"];
        _cluster.CreateTopic("leader", 1);
        await using var log = new KafkaEventLog(
            new KafkaLogOptions { BootstrapServers = _cluster.BootstrapServers, Settings = MockKafkaCluster.ClientSettings });
        await log.EnsureTopicAsync("leader", 1, _deadline.Token);
        foreach (var topic in topics)
        {
            _cluster.CreateTopic(topic, 2);
            await log.EnsureTopicAsync(topic, 2, _deadline.Token);
            await log.AppendAsync(topic, Records(), _deadline.Token);
        }

        var wanted = new List<StoredRecord>();
        foreach (var topic in topics)
        {
            wanted.AddRange(await log.ScanAsync(topic, [], _deadline.Token).ToArrayAsync(_deadline.Token));
        }

        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = topics, LeaderTopic = "leader" }, _deadline.Token);
        var read = new List<StoredRecord>();
        while (read.Count < wanted.Count)
        {
            read.AddRange(await reader.ReadAsync(1000, TimeSpan.FromSeconds(1), _deadline.Token));
        }

        foreach (var (one, many) in InOrder(wanted).Zip(InOrder(read)))
        {
            Assert.Equal((one.Topic, one.Partition, one.Offset, one.Key, one.Timestamp), (many.Topic, many.Partition, many.Offset, many.Key, many.Timestamp));
            Assert.Equal(one.Value.ToArray(), many.Value.ToArray());
            Assert.Equal(one.Headers.Order(Comparer<KeyValuePair<string, string>>.Create(ByKey)), many.Headers.Order(Comparer<KeyValuePair<string, string>>.Create(ByKey)));
        }

        // The ends of the partitions are met as well.
        while (reader.Lag != 0)
        {
            Assert.Empty(await reader.ReadAsync(1, TimeSpan.FromMilliseconds(20), _deadline.Token));
        }
    }

    private static int ByKey(KeyValuePair<string, string> left, KeyValuePair<string, string> right) => string.CompareOrdinal(left.Key, right.Key);

    private static IEnumerable<StoredRecord> InOrder(IEnumerable<StoredRecord> records) =>
        records.OrderBy(record => record.Topic, StringComparer.Ordinal).ThenBy(record => record.Partition).ThenBy(record => record.Offset);

    /// <summary>Keys, values, times and headers of all kinds, those of neighbours alike or not.</summary>
    private static LogRecord[] Records()
    {
        IReadOnlyDictionary<string, string>[] headers =
        [
            new Dictionary<string, string>(),
            new Dictionary<string, string> { ["kind"] = "reading", ["source"] = "a" },
            new Dictionary<string, string> { ["kind"] = "reading", ["source"] = "ab" },
            new Dictionary<string, string> { ["kind"] = "reading" },
            new Dictionary<string, string> { ["größe"] = "µ", ["empty"] = "" },
        ];
        string?[] keys = [null, "station", "Zürich", new string('k', 100)];
        return
        [
            .. Enumerable.Range(0, 3000).Select(number => new LogRecord(
                keys[number % keys.Length], new byte[number % 300], DateTimeOffset.UnixEpoch.AddMilliseconds((number * 1000) - 5000))
            {
                Partition = number % 2,
                Headers = headers[number / 7 % headers.Length],
            }),
        ];
    }
}
