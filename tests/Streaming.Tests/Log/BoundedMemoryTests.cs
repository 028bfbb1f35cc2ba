using System.Reflection;
using Slams.Streaming.Log;
using Slams.Streaming.Tests.Contract;
using Slams.Streaming.Tests.Kafka;
using Slams.Streaming.Tests.Sqlite;

namespace Slams.Streaming.Tests.Log;

/// <summary>While a caller is busy the log is polled on, and what is held in memory stays at what was asked for, by one fetch.</summary>
public sealed class BoundedMemoryTests
{
    private const int Asked = 100, LargestFetch = 500;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("kafka")]
    public async Task A_caller_that_is_busy_for_long_costs_no_memory(string engine)
    {
        await using LogFixture fixture = engine == "sqlite" ? new SqliteFixture() : new MockKafkaFixture();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var log = fixture.Open();
        await log.EnsureTopicAsync("t", 1, deadline.Token);
        await log.AppendAsync(
            "t", [.. Enumerable.Range(0, 5000).Select(_ => new LogRecord("k", new byte[] { 1 }, DateTimeOffset.UnixEpoch) { Partition = 0 })], deadline.Token);
        await using var reader = await log.OpenReaderAsync(
            new ReaderOptions { Group = "g", Topics = ["t"], BufferRecords = Asked, SessionTimeout = TimeSpan.FromSeconds(6) }, deadline.Token);
        var read = (await reader.ReadAsync(1, TimeSpan.FromSeconds(30), deadline.Token)).Count;

        for (var polls = 0; polls < 10; polls++)
        {
            var last = reader.LastPoll;
            while (reader.LastPoll == last)
            {
                await Task.Delay(10, deadline.Token);
            }

            Assert.InRange(Buffered(reader), 1, Asked + LargestFetch);
        }

        while (read < 5000)
        {
            read += (await reader.ReadAsync(1000, TimeSpan.FromSeconds(5), deadline.Token)).Count;
        }

        Assert.Equal(5000, read);
    }

    private static int Buffered(ILogReader reader) =>
        ((ReaderBuffer)reader.GetType().GetField("_buffer", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(reader)!).Count;
}
