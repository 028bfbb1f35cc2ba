using System.Globalization;
using System.Text;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Testing;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>
/// Faults between client and broker. The client sends a batch again whose answer it has not seen; real brokers recognise such
/// copies, which is not asked of the mock cluster here: what is read may hold copies, but no gap and nothing out of order.
/// </summary>
public sealed class KafkaFaultTests : IDisposable
{
    private const string Topic = "faults";
    private readonly MockKafkaCluster _cluster = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(90));

    public void Dispose()
    {
        _cluster.Dispose();
        _deadline.Dispose();
    }

    [Theory]
    [InlineData(Fault.Cut)]
    [InlineData(Fault.BlackHole)]
    [InlineData(Fault.HalfOpen)]
    [InlineData(Fault.Delay)]
    public async Task What_is_appended_and_read_through_a_fault_arrives_in_order_and_nothing_is_lost(Fault fault)
    {
        await using var proxy = new FaultProxy(_cluster.BootstrapServers);
        await using var log = Open(proxy);
        await log.EnsureTopicAsync(Topic, 1, _deadline.Token);
        await log.AppendAsync(Topic, Records(0), _deadline.Token);
        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = [Topic] }, _deadline.Token);
        var read = new List<StoredRecord>();
        await ReadUntilAsync(reader, read, 100);

        proxy.Begin(fault);
        var append = log.AppendAsync(Topic, Records(100), _deadline.Token);
        while (proxy.Struck < 3)
        {
            await Task.Delay(10, _deadline.Token);
        }

        proxy.Heal();
        await append;
        await ReadUntilAsync(reader, read, 200);
        await reader.CommitAsync([new LogPosition(Topic, 0, read.Max(record => record.Offset) + 1)], _deadline.Token);

        Assert.Equal(read.Count, read.Select(record => record.Offset).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 200), read.Select(Number).Distinct());
    }

    [Fact]
    public async Task A_broker_that_is_away_when_the_log_is_opened_is_waited_for()
    {
        await using var proxy = new FaultProxy(_cluster.BootstrapServers);
        proxy.Begin(Fault.Cut);
        await using var log = Open(proxy);
        var ensure = log.EnsureTopicAsync(Topic, 1, _deadline.Token);
        while (proxy.Struck < 3)
        {
            await Task.Delay(10, _deadline.Token);
        }

        Assert.False(ensure.IsCompleted);
        proxy.Heal();
        await ensure;
        await log.AppendAsync(Topic, Records(0), _deadline.Token);

        Assert.Equal(100, (await log.EndAsync(Topic, _deadline.Token)).Sum(end => end.Offset));
    }

    private static KafkaEventLog Open(FaultProxy proxy) => new(new KafkaLogOptions
    {
        BootstrapServers = proxy.BootstrapServers,
        Settings = new Dictionary<string, string>(MockKafkaCluster.ClientSettings)
        {
            ["socket.timeout.ms"] = "1500",
            ["reconnect.backoff.ms"] = "20",
            ["reconnect.backoff.max.ms"] = "100",
        },
    });

    private static LogRecord[] Records(int from) =>
    [
        .. Enumerable.Range(from, 100).Select(number => new LogRecord(
            "k", Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch) { Partition = 0 }),
    ];

    private static int Number(StoredRecord record) => int.Parse(Encoding.UTF8.GetString(record.Value.Span), CultureInfo.InvariantCulture);

    private async Task ReadUntilAsync(ILogReader reader, List<StoredRecord> read, int distinct)
    {
        while (read.Select(Number).Distinct().Count() < distinct)
        {
            read.AddRange(await reader.ReadAsync(1000, TimeSpan.FromSeconds(1), _deadline.Token));
        }
    }
}
