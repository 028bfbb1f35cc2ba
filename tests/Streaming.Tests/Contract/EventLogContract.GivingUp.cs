namespace Slams.Streaming.Tests.Contract;

/// <content>Members that do more with a partition than read it.</content>
public abstract partial class EventLogContract
{
    [Fact]
    public async Task A_partition_goes_to_who_joins_when_what_its_holder_does_with_it_has_stopped()
    {
        await EnsureAsync(Topic);
        await using var other = Fixture.Open();
        var (stopped, asked) = (new TaskCompletionSource(), new List<(string Topic, int Partition)>());
        var lost = new List<(string Topic, int Partition)>();
        await using var first = await Log.OpenReaderAsync(
            Options() with
            {
                GivingUp = partitions =>
                {
                    lock (asked)
                    {
                        asked.AddRange(partitions);
                    }

                    return stopped.Task;
                },
            },
            Token);
        first.AssignmentChanged += change => lost.AddRange(change.Lost);
        await UntilAsync(() => first.Assignment.Count == Fixture.Partitions);
        await using var second = await ReaderAsync(other);
        await UntilAsync(() => Asked().Length == Fixture.Partitions / 2, BothAsync);
        for (var round = 0; round < 5; round++)
        {
            await BothAsync();
        }

        Assert.Empty(second.Assignment);
        Assert.Empty(lost);
        stopped.SetResult();
        await UntilAsync(() => first.Assignment.Count == Fixture.Partitions / 2 && second.Assignment.Count == Fixture.Partitions / 2, BothAsync);

        Assert.Empty(first.Assignment.Intersect(second.Assignment));
        await UntilAsync(() => lost.Count > 0, BothAsync);
        Assert.Equal(Asked(), lost.Order());
        Assert.Equal(Asked(), second.Assignment.Order());

        (string, int)[] Asked()
        {
            lock (asked)
            {
                return [.. asked.Order()];
            }
        }

        Task BothAsync() => Task.WhenAll(first.ReadAsync(1, TimeSpan.FromMilliseconds(20), Token), second.ReadAsync(1, TimeSpan.FromMilliseconds(20), Token));
    }
}
