using System.Globalization;
using System.Text;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>A cluster of two brokers that hand a partition to and fro while it is written and read.</summary>
public sealed class LeaderChangeTests : IDisposable
{
    private const string Topic = "led";
    private const int Moves = 4, PerMove = 500;
    private readonly MockKafkaCluster _cluster = new(brokers: 2);
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(120));

    public void Dispose()
    {
        _cluster.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task Appends_and_reads_go_on_across_a_change_of_leader_and_nothing_is_lost_or_doubled()
    {
        _cluster.CreateTopic(Topic, 1);
        await using var log = new KafkaEventLog(new KafkaLogOptions
        {
            BootstrapServers = _cluster.BootstrapServers,
            // A request that gets no answer is repeated after a minute by default, on a busy machine more than the test has.
            Settings = new Dictionary<string, string>(MockKafkaCluster.ClientSettings) { ["socket.timeout.ms"] = "10000" },
        });
        await log.EnsureTopicAsync(Topic, 1, _deadline.Token);
        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = [Topic] }, _deadline.Token);
        await log.AppendAsync(Topic, Records(0), _deadline.Token);
        var read = new List<StoredRecord>();
        await ReadUntilAsync(reader, read, PerMove);

        for (var move = 1; move <= Moves; move++)
        {
            var heir = 3 - _cluster.LeaderOf(Topic, 0);
            var append = log.AppendAsync(Topic, Records(move * PerMove), _deadline.Token);
            _cluster.SetLeader(Topic, 0, heir);
            await append;
            Assert.Equal(heir, _cluster.LeaderOf(Topic, 0));
            await ReadUntilAsync(reader, read, (move + 1) * PerMove);
            await reader.CommitAsync([new LogPosition(Topic, 0, read[^1].Offset + 1)], _deadline.Token);
        }

        Assert.Equal(Enumerable.Range(0, (Moves + 1) * PerMove), read.Select(Number));
        Assert.Equal(read.Count, Assert.Single(await log.EndAsync(Topic, _deadline.Token)).Offset);
        Assert.Equal(read.Count, Assert.Single(await reader.CommittedAsync(_deadline.Token)).Offset);
    }

    private static LogRecord[] Records(int from) =>
    [
        .. Enumerable.Range(from, PerMove).Select(number => new LogRecord(
            "k", Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch) { Partition = 0 }),
    ];

    private static int Number(StoredRecord record) => int.Parse(Encoding.UTF8.GetString(record.Value.Span), CultureInfo.InvariantCulture);

    private async Task ReadUntilAsync(ILogReader reader, List<StoredRecord> read, int count)
    {
        while (read.Count < count)
        {
            read.AddRange(await reader.ReadAsync(1000, TimeSpan.FromSeconds(1), _deadline.Token));
        }
    }
}
