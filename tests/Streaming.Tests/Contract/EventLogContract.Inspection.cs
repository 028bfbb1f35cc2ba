using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Contract;

/// <summary>What an operator can ask of every engine without joining a group.</summary>
public abstract partial class EventLogContract
{
    [Fact]
    public async Task Topics_are_listed_with_their_first_and_next_offsets()
    {
        await EnsureAsync(Topic);
        await EnsureAsync(Output);
        await Log.AppendAsync(Topic, [.. Records(0, 40).Select(record => record with { Partition = 1 })], Token);

        var topics = await Log.TopicsAsync(Token);

        Assert.Equal([Topic, Output], topics.Where(topic => topic == Topic || topic == Output));
        Assert.Equal(topics.Order(StringComparer.Ordinal), topics);
        Assert.Equal(Enumerable.Repeat(0L, Fixture.Partitions), (await Log.StartAsync(Topic, Token)).Select(start => start.Offset));
        Assert.Equal([0, 40], (await Log.EndAsync(Topic, Token)).Take(2).Select(end => end.Offset));
    }

    [Fact]
    public async Task Committed_offsets_are_seen_from_outside_and_looking_takes_no_partition()
    {
        await EnsureAsync(Topic);
        await Log.AppendAsync(Topic, [.. Records(0, 10).Select(record => record with { Partition = 1 })], Token);
        await using var reader = await ReaderAsync(Log);
        await ReadAsync(reader, 10);
        await reader.CommitAsync([new LogPosition(Topic, 1, 7)], Token);
        await using var other = Fixture.Open();

        Assert.Equal([new LogPosition(Topic, 1, 7)], await other.CommittedAsync(Group, Topic, Token));
        Assert.Empty(await other.CommittedAsync(Group + "-unknown", Topic, Token));

        await Log.AppendAsync(Topic, [.. Records(10, 4)], Token);
        Assert.Equal(4, (await ReadAsync(reader, 4)).Count);
        Assert.Equal(Fixture.Partitions, reader.Assignment.Count);
    }
}
