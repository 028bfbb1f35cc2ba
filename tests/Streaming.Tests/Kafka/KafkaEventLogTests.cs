using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>What is particular to the Kafka engine and can be shown on the mock cluster.</summary>
public sealed class KafkaEventLogTests(MockKafkaFixture fixture) : IClassFixture<MockKafkaFixture>, IDisposable
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly string _suffix = Guid.NewGuid().ToString("N")[..8];

    private CancellationToken Token => _deadline.Token;

    public void Dispose() => _deadline.Dispose();

    [Fact]
    public async Task Without_transactions_outputs_are_acknowledged_and_then_offsets_committed()
    {
        await using var log = fixture.Open();
        var (input, output) = await TopicsAsync(log);
        await using (var reader = await log.OpenReaderAsync(Options(input), Token))
        await using (var writer = await log.OpenTransactionalWriterAsync("w" + _suffix, Token))
        {
            var read = await ReadAllAsync(reader, 3);
            await writer.CommitAsync([(output, Record(9))], reader, [new LogPosition(input, 1, read[^1].Offset)], Token);
        }

        Assert.Single(await log.ScanAsync(output, [], Token).ToListAsync(Token));
        await using var again = await log.OpenReaderAsync(Options(input), Token);
        Assert.Equal(2, Assert.Single(await ReadAllAsync(again, 1)).Offset);
    }

    [Fact]
    public async Task Positions_of_a_partition_not_held_are_refused_before_anything_is_written()
    {
        await using var log = fixture.Open();
        var (input, output) = await TopicsAsync(log);
        await using var reader = await log.OpenReaderAsync(Options(input), Token);
        await using var writer = await log.OpenTransactionalWriterAsync("w" + _suffix, Token);
        await ReadAllAsync(reader, 3);
        await Assert.ThrowsAsync<LostPartitionException>(() =>
            writer.CommitAsync([(output, Record(9))], reader, [new LogPosition("elsewhere", 0, 1)], Token));
        Assert.Empty(await log.ScanAsync(output, [], Token).ToListAsync(Token));
    }

    // The mock accepts the calls of a transaction but forgets its offsets and hides nothing: only that outputs arrive shows.
    [Fact]
    public async Task A_transaction_runs_through_and_its_outputs_arrive()
    {
        await using var log = new KafkaEventLog(new KafkaLogOptions
        {
            BootstrapServers = fixture.BootstrapServers,
            Settings = new Dictionary<string, string>(MockKafkaCluster.ClientSettings) { [KafkaLogOptions.Transactions] = "on" },
        });
        var (input, output) = await TopicsAsync(log);
        await using var reader = await log.OpenReaderAsync(Options(input), Token);
        await using var writer = await log.OpenTransactionalWriterAsync("w" + _suffix, Token);
        var read = await ReadAllAsync(reader, 3);
        for (var round = 0; round < 2; round++)
        {
            await writer.CommitAsync([(output, Record(round)), (output, Record(round))], reader, [new LogPosition(input, 1, read[^1].Offset + 1)], Token);
        }

        Assert.Equal(4, (await log.ScanAsync(output, [], Token).ToListAsync(Token)).Count);
    }

    [Fact]
    public async Task Waiting_for_a_broker_that_is_away_can_be_cancelled()
    {
        await using var log = new KafkaEventLog(new KafkaLogOptions { BootstrapServers = "127.0.0.1:1" });
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Token);
        soon.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.AppendAsync("t", [Record(0)], soon.Token));
        Assert.Equal("kafka:127.0.0.1:1", log.Description);
    }

    private static LogRecord Record(int number) =>
        new("key", new[] { (byte)number }, new DateTimeOffset(1995, 3, 18, 0, number, 0, TimeSpan.Zero)) { Partition = 1 };

    private static ReaderOptions Options(string topic) => new() { Group = "g-" + topic, Topics = [topic] };

    private async Task<(string Input, string Output)> TopicsAsync(IEventLog log)
    {
        var (input, output) = ($"in-{_suffix}", $"out-{_suffix}");
        await log.EnsureTopicAsync(input, 4, Token);
        await log.EnsureTopicAsync(output, 4, Token);
        await log.AppendAsync(input, [Record(0), Record(1), Record(2)], Token);
        return (input, output);
    }

    private async Task<List<StoredRecord>> ReadAllAsync(ILogReader reader, int count)
    {
        var records = new List<StoredRecord>();
        while (records.Count < count)
        {
            records.AddRange(await reader.ReadAsync(count, TimeSpan.FromSeconds(1), Token));
        }

        return records;
    }
}
