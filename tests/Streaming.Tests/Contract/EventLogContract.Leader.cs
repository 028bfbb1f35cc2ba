using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Contract;

/// <content>Groups of which one member holds everything.</content>
public abstract partial class EventLogContract
{
    private int Everything => 2 * Fixture.Partitions;

    private string LeaderTopic => $"test-{_suffix}.leader";

    [Fact]
    public async Task Of_two_members_one_holds_all_partitions_of_all_topics_and_the_other_takes_over_when_it_leaves()
    {
        await EnsureLeaderTopicsAsync();
        await Log.AppendAsync(Topic, [.. Records(0, 60)], Token);
        await using var other = Fixture.Open();
        var first = await LeaderAsync(Log);
        var read = await ReadAsync(first, 60);
        await using var second = await LeaderAsync(other);
        // Time enough to take something, if it could.
        for (var round = 0; round < 5; round++)
        {
            Assert.Empty(await second.ReadAsync(10, TimeSpan.FromMilliseconds(100), Token));
            Assert.Empty(await first.ReadAsync(10, TimeSpan.FromMilliseconds(100), Token));
        }

        Assert.Equal((Everything, 0), (first.Assignment.Count, second.Assignment.Count));
        await first.CommitAsync([.. Ends(read)], Token);
        await Log.AppendAsync(Output, [.. Records(60, 40)], Token);
        await first.DisposeAsync();
        var taken = await ReadAsync(second, 40);

        Assert.Equal(Everything, second.Assignment.Count);
        Assert.Equal(Enumerable.Range(60, 40), taken.Select(Number).Order());
        await second.CommitAsync([.. Ends(taken)], Token);
        Assert.Equal(Sorted(Ends(read.Concat(taken))), Sorted(await second.CommittedAsync(Token)));
    }

    [Fact]
    public async Task Who_stands_by_takes_over_from_a_dead_member_at_the_committed_offsets_and_hears_of_it_once()
    {
        await EnsureLeaderTopicsAsync();
        await Log.AppendAsync(Topic, [.. Records(0, 60)], Token);
        var dying = Fixture.Open();
        var dead = await LeaderAsync(dying);
        var read = await ReadAsync(dead, 60);
        await dead.CommitAsync([.. Ends(read)], Token);
        await using var heir = await LeaderAsync(Log);
        var changes = new List<AssignmentChange>();
        heir.AssignmentChanged += changes.Add;
        Assert.Empty(await heir.ReadAsync(10, TimeSpan.FromMilliseconds(300), Token));
        await Log.AppendAsync(Topic, [.. Records(60, 40)], Token);

        await Fixture.KillAsync(dying, dead);
        var taken = await ReadAsync(heir, 40);

        Assert.Equal(Enumerable.Range(60, 40), taken.Select(Number).Order());
        Assert.Equal(Everything, Assert.Single(changes).Gained.Count);
    }

    private async Task EnsureLeaderTopicsAsync()
    {
        await EnsureAsync(Topic);
        await EnsureAsync(Output);
        await Fixture.EnsureLeaderTopicAsync(Log, LeaderTopic, Token);
    }

    private Task<ILogReader> LeaderAsync(IEventLog log) =>
        log.OpenReaderAsync(Options() with { Topics = [Topic, Output], LeaderTopic = LeaderTopic }, Token);
}
