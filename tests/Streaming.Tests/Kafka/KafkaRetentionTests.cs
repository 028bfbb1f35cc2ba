using System.Collections.Concurrent;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Streaming.Tests.Log;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>The mock cluster keeps the newest 5 MB of a partition.</summary>
public sealed class KafkaRetentionTests : IDisposable
{
    private readonly MockKafkaCluster _cluster = new();
    private readonly Random _random = new(1);
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _cluster.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task What_retention_has_taken_before_it_was_read_is_told_when_the_partition_is_taken()
    {
        var errors = new ErrorLog<KafkaEventLog>();
        await using var log = Open(errors);
        await log.EnsureTopicAsync("t", 1, _deadline.Token);
        await log.AppendAsync("t", Records(), _deadline.Token);
        await using (var before = await log.OpenReaderAsync(Options, _deadline.Token))
        {
            await FirstAsync(before);
            await before.CommitAsync([new LogPosition("t", 0, 3)], _deadline.Token);
        }

        Assert.Empty(errors.Messages);
        for (var round = 0; round < 8; round++)
        {
            await log.AppendAsync("t", Records(), _deadline.Token);
        }

        var first = (await log.StartAsync("t", _deadline.Token))[0].Offset;
        await using var reader = await log.OpenReaderAsync(Options, _deadline.Token);

        Assert.Equal(first, await FirstAsync(reader));
        Assert.Equal(
            [FormattableString.Invariant($"Retention has overtaken group g: {first - 3} records of t/0, from offset 3 to before {first}, were removed before they were read")],
            errors.Messages);
    }

    [Fact]
    public async Task What_retention_takes_from_a_running_reader_is_told_and_counted()
    {
        var errors = new ErrorLog<KafkaEventLog>();
        await using var log = Open(errors);
        await log.EnsureTopicAsync("t", 1, _deadline.Token);
        await log.AppendAsync("t", Records(), _deadline.Token);
        var lost = new ConcurrentQueue<(string, long)>();
        await using var reader = await log.OpenReaderAsync(Options with { Overtaken = (topic, count) => lost.Enqueue((topic, count)) }, _deadline.Token);
        for (var read = 0; read < 10;)
        {
            read += (await reader.ReadAsync(10, TimeSpan.FromSeconds(1), _deadline.Token)).Count;
        }

        // Nothing is fetched ahead while it is paused.
        reader.Pause([("t", 0)]);
        await PollsAsync(reader, 3);
        for (var round = 0; round < 8; round++)
        {
            await log.AppendAsync("t", Records(), _deadline.Token);
        }

        var first = (await log.StartAsync("t", _deadline.Token))[0].Offset;
        Assert.Empty(errors.Messages);
        reader.Pause([]);

        Assert.Equal(first, await FirstAsync(reader));
        Assert.Equal(
            [FormattableString.Invariant($"Retention has overtaken group g: {first - 10} records of t/0, from offset 10 to before {first}, were removed before they were read")],
            errors.Messages);
        Assert.Equal([("t", first - 10)], lost);
    }

    private static ReaderOptions Options => new() { Group = "g", Topics = ["t"] };

    private KafkaEventLog Open(ErrorLog<KafkaEventLog> errors) => new(
        new KafkaLogOptions { BootstrapServers = _cluster.BootstrapServers, Settings = new Dictionary<string, string>(MockKafkaCluster.ClientSettings) },
        logger: errors);

    private async Task PollsAsync(ILogReader reader, int count)
    {
        for (var polls = 0; polls < count; polls++)
        {
            var last = reader.LastPoll;
            while (reader.LastPoll == last)
            {
                await Task.Delay(10, _deadline.Token);
            }
        }
    }

    private LogRecord[] Records() => [.. Enumerable.Range(0, 10).Select(_ => new LogRecord("k", Bytes, DateTimeOffset.UnixEpoch) { Partition = 0 })];

    // Such as does not get smaller when it is compressed.
    private byte[] Bytes
    {
        get
        {
            var bytes = new byte[100_000];
            _random.NextBytes(bytes);
            return bytes;
        }
    }

    private async Task<long> FirstAsync(ILogReader reader)
    {
        while (true)
        {
            if (await reader.ReadAsync(1, TimeSpan.FromSeconds(1), _deadline.Token) is [var record, ..])
            {
                return record.Offset;
            }
        }
    }
}
