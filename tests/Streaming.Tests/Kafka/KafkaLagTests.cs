using Microsoft.Extensions.Time.Testing;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

public sealed class KafkaLagTests : IDisposable
{
    private readonly MockKafkaCluster _cluster = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _cluster.Dispose();
        _deadline.Dispose();
    }

    /// <summary>A long analysis: nothing is read, and nothing fetched, while observations come in.</summary>
    [Fact]
    public async Task While_the_buffer_is_full_the_lag_tells_of_what_is_appended_meanwhile()
    {
        _cluster.CreateTopic("t", 2);
        await using var log = new KafkaEventLog(
            new KafkaLogOptions { BootstrapServers = _cluster.BootstrapServers, Settings = MockKafkaCluster.ClientSettings }, _clock);
        await log.EnsureTopicAsync("t", 2, _deadline.Token);
        await log.AppendAsync("t", Records(partition: 0, 50), _deadline.Token);
        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["t"], BufferRecords = 10 }, _deadline.Token);
        await LagAsync(reader, 50);

        // The second of the partitions had come to its end before the buffer was full.
        await log.AppendAsync("t", Records(partition: 0, 30), _deadline.Token);
        await log.AppendAsync("t", Records(partition: 1, 7), _deadline.Token);
        await LagAsync(reader, 87);
        await log.AppendAsync("t", Records(partition: 1, 5), _deadline.Token);
        await LagAsync(reader, 92);

        for (var read = 0; read < 92;)
        {
            var reading = reader.ReadAsync(92, TimeSpan.FromHours(1), _deadline.Token);
            read += (await reading).Count;
        }

        await LagAsync(reader, 0);
    }

    private static LogRecord[] Records(int partition, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new LogRecord("k", new byte[] { 1 }, DateTimeOffset.UnixEpoch) { Partition = partition })];

    private async Task LagAsync(ILogReader reader, long lag)
    {
        while (reader.Lag != lag)
        {
            Assert.False(_deadline.IsCancellationRequested, $"the lag stays at {reader.Lag} instead of {lag}");
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }
    }
}
