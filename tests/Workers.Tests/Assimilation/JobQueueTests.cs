using Slams.Assimilator.Members;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Assimilation;

public sealed class JobQueueTests
{
    private const string Topic = "jobs";
    private readonly JobQueue _queue = new();

    [Fact]
    public void Of_a_partition_only_the_last_round_counts_and_what_is_left_out_may_be_committed()
    {
        Assert.Equal(0, _queue.Add([Job(0, 5, "a"), Job(0, 6, "a"), Job(1, 2, "a")]));
        Assert.Equal(2, _queue.Add([Job(0, 7, "b")]));

        Assert.Equal(2, _queue.Waiting);
        Assert.Equal([(0, 7), (1, 2)], Positions());
        Assert.Equal([(0, 7), (1, 2)], [.. Take(2).Select(job => (job.Partition, job.Offset)).Order()]);
        Assert.False(_queue.TryTake(out _));
    }

    [Fact]
    public void A_position_never_passes_a_job_that_is_not_settled()
    {
        _queue.Add([Job(0, 5, "a"), Job(0, 6, "a"), Job(0, 7, "a")]);
        var jobs = Take(3);

        _queue.Settle(jobs[2]);
        _queue.Settle(jobs[1]);
        Assert.Equal([(0, 5)], Positions());
        _queue.Settle(jobs[0]);
        Assert.Equal([(0, 8)], Positions());
        // One that was being done when a later round came holds the position back, too.
        _queue.Add([Job(0, 8, "b")]);
        var late = Take(1)[0];
        _queue.Add([Job(0, 9, "c")]);
        Assert.Equal([(0, 8)], Positions());
        _queue.Settle(late);
        Assert.Equal([(0, 9)], Positions());
    }

    [Fact]
    public void What_was_committed_is_not_committed_again()
    {
        _queue.Add([Job(0, 5, "a")]);
        _queue.Settle(Take(1)[0]);
        _queue.Committed(_queue.Positions(Topic));

        Assert.Empty(_queue.Positions(Topic));
    }

    [Fact]
    public void Of_a_partition_that_is_lost_nothing_is_left()
    {
        _queue.Add([Job(0, 5, "a"), Job(1, 5, "a")]);
        var taken = Take(2).Single(job => job.Partition == 0);
        _queue.Lose([0]);
        _queue.Settle(taken);

        Assert.Equal([(1, 5)], Positions());
    }

    [Fact]
    public void Partitions_in_which_much_waits_come_first()
    {
        _queue.Add([Job(0, 1, "a"), Job(1, 1, "a"), Job(1, 2, "a"), Job(1, 3, "a")]);

        Assert.Equal([1, 1], Take(2).Select(job => job.Partition));
    }

    private static StoredRecord Job(int partition, long offset, string round) =>
        new(Topic, partition, offset, "key", default, default, new Dictionary<string, string> { [RecordHeaders.Round] = round });

    private (int, long)[] Positions() => [.. _queue.Positions(Topic).Select(position => (position.Partition, position.Offset))];

    private List<StoredRecord> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _queue.TryTake(out var job) ? job : throw new InvalidOperationException("Nothing waits."))];
}
