using Confluent.Kafka;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>Producers that are not ours stamp messages in microseconds, or as they like.</summary>
public sealed class KafkaRecordReaderTests
{
    private static readonly DateTimeOffset None = DateTimeOffset.UnixEpoch.AddMilliseconds(-1);

    public static TheoryData<long, DateTimeOffset> Times => new()
    {
        { 1_796_025_600_000, new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero) },
        { 253_402_300_799_999, DateTimeOffset.MaxValue.AddTicks(-9999) },
        { 253_402_300_800_000, None },
        { 1_796_025_600_000_000, None },
        { 1_796_025_600_000_000_000, None },
        { long.MaxValue, None },
        { -1, None },
        { long.MinValue, None },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void A_time_that_is_none_is_as_that_of_a_message_without_one(long milliseconds, DateTimeOffset expected)
    {
        var message = new Message<byte[]?, byte[]> { Value = [1], Timestamp = new Timestamp(milliseconds, TimestampType.CreateTime) };

        var record = new KafkaRecordReader().Read(new ConsumeResult<byte[]?, byte[]> { Topic = "raw", Partition = 0, Offset = 7, Message = message });

        Assert.Equal((7, expected), (record.Offset, record.Timestamp));
    }

    [Fact]
    public async Task Reading_goes_on_past_microseconds()
    {
        using var cluster = new MockKafkaCluster();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        cluster.CreateTopic("leader", 1);
        cluster.CreateTopic("raw", 1);
        using (var producer = new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig { BootstrapServers = cluster.BootstrapServers }).Build())
        {
            foreach (var milliseconds in new[] { 1_796_025_600_000_000, 1_796_025_600_000 })
            {
                await producer.ProduceAsync("raw", new Message<byte[]?, byte[]> { Value = [1], Timestamp = new Timestamp(milliseconds, TimestampType.CreateTime) }, deadline.Token);
            }
        }

        await using var log = new KafkaEventLog(new KafkaLogOptions { BootstrapServers = cluster.BootstrapServers, Settings = MockKafkaCluster.ClientSettings });
        var scanned = await log.ScanAsync("raw", [], deadline.Token).ToArrayAsync(deadline.Token);
        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["raw"], LeaderTopic = "leader" }, deadline.Token);
        var read = new List<StoredRecord>();
        while (read.Count < 2)
        {
            read.AddRange(await reader.ReadAsync(10, TimeSpan.FromSeconds(1), deadline.Token));
        }

        DateTimeOffset[] expected = [None, new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero)];
        Assert.Equal(expected, scanned.Select(record => record.Timestamp));
        Assert.Equal(expected, read.Select(record => record.Timestamp));
    }
}
