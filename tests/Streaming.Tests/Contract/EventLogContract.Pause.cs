using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Contract;

/// <content>Partitions that the caller wants paused.</content>
public abstract partial class EventLogContract
{
    [Fact]
    public async Task Paused_partitions_wait_while_the_others_are_read_and_count_as_no_lag_until_they_go_on()
    {
        await EnsureAsync(Topic);
        await Log.AppendAsync(Topic, [.. Of(0, 1), .. Of(1, 1)], Token);
        await using var reader = await ReaderAsync(Log);
        await ReadAsync(reader, 2);
        reader.Pause([(Topic, 0)]);
        // Pausing takes effect with the next poll.
        var paused = reader.LastPoll;
        await UntilAsync(() => reader.LastPoll > paused);
        paused = reader.LastPoll;
        await UntilAsync(() => reader.LastPoll > paused);

        await Log.AppendAsync(Topic, [.. Of(0, 50), .. Of(1, 50)], Token);
        var read = await ReadAsync(reader, 50);

        Assert.All(read, record => Assert.Equal(1, record.Partition));
        Assert.Empty(await reader.ReadAsync(10, TimeSpan.FromMilliseconds(300), Token));
        await UntilAsync(() => reader.Lag == 0);
        reader.Pause([]);
        var rest = await ReadAsync(reader, 50);
        Assert.Equal(Enumerable.Range(1, 50).Select(offset => (0, (long)offset)), rest.Select(record => (record.Partition, record.Offset)));
    }

    private static IEnumerable<LogRecord> Of(int partition, int count) =>
        Enumerable.Range(0, count).Select(number => Record(number) with { Partition = partition });
}
