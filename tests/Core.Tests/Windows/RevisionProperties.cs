using FsCheck;
using FsCheck.Xunit;

namespace Slams.Core.Tests.Windows;

public sealed class RevisionProperties
{
    [Property(MaxTest = 500)]
    public void Partitions_read_in_any_interleaving_give_the_same_revisions(byte[] draws, int seed, int one, int other)
    {
        var arrivals = Stragglers.Arrivals(draws, seed);
        var first = Stragglers.Bench().Run(Stragglers.Read(arrivals, seed, one)).Finish();
        var second = Stragglers.Bench().Run(Stragglers.Read(arrivals, seed, other)).Finish();
        Assert.DoesNotContain(first.SetAside, late => first.Published.Any(window => window.Cycle == late.Cycle));
        Assert.Equal(first.Outputs(), second.Outputs());
    }

    [Property(MaxTest = 300)]
    public void Batches_of_any_size_give_the_same_revisions(byte[] draws, int seed, PositiveInt size)
    {
        var log = Stragglers.Read(Stragglers.Arrivals(draws, seed), seed, seed);
        var one = Stragglers.Bench().Run(log).Finish();
        var other = Stragglers.Bench();
        foreach (var batch in log.Chunk(size.Get))
        {
            Array.ForEach(batch, entry => other.Feed(entry));
            other.Publish();
        }

        Assert.Equal(one.Outputs(), other.Finish().Outputs());
    }

    [Property(MaxTest = 1000)]
    public void A_crash_after_any_prefix_changes_no_window_and_no_revision(byte[] draws, int seed, NonNegativeInt where, bool beforeCommit)
    {
        var log = Stragglers.Read(Stragglers.Arrivals(draws, seed), seed, seed);
        var unbroken = Stragglers.Bench().Run(log).Finish();
        var broken = Crashed(Stragglers.Bench(), log, Logs.Partitions, where.Get, beforeCommit);
        Assert.Equal(unbroken.Outputs(), broken.Outputs());
    }

    [Property(MaxTest = 500)]
    public void Nor_where_nobody_but_the_windows_themselves_finds_out_what_is_late(byte[] draws, int seed, NonNegativeInt where, bool beforeCommit)
    {
        var log = Unjudged(draws, seed);
        var unbroken = Stragglers.Bench(1).Run(log).Finish();
        Assert.Equal(unbroken.Outputs(), Crashed(Stragglers.Bench(1), log, 1, where.Get, beforeCommit).Outputs());
    }

    [Property(MaxTest = 500)]
    public void Nor_where_commits_are_made_between_cycles(byte[] draws, int seed, NonNegativeInt where, byte every)
    {
        var log = Unjudged(draws, seed);
        var unbroken = Stragglers.Bench(1).Run(log).Finish();
        var flushed = Stragglers.Bench(1);
        flushed.RunFlushing(log[..(where.Get % (log.Length + 1))], 1 + (every % 5));
        Assert.Equal(unbroken.Outputs(), flushed.RunFlushing(flushed.Restart(log, 1), 1 + (every % 3)).Finish().Outputs());
    }

    [Property(MaxTest = 500)]
    public void Accepted_is_windowed_and_revised_and_late_and_duplicate_and_held(byte[] draws, int seed)
    {
        var bench = Stragglers.Bench(1);
        foreach (var (entry, index) in Unjudged(draws, seed).Select((entry, index) => (entry, index)))
        {
            bench.Feed(entry);
            bench.Publish();
            var counts = bench.Core.Counts;
            Assert.Equal(index + (entry.Report is null ? 0 : 1), counts.Windowed + counts.Revised + counts.Late + counts.Duplicate + counts.Held);
        }

        bench.Finish();
        var done = bench.Core.Counts;
        Assert.Equal(0, done.Held);
        Assert.Equal(done.Windowed, bench.Published.Where(window => window.Revision == 0).Sum(window => window.Items.Count));
        Assert.Equal(done.Revised, bench.Published.Sum(window => window.Added.Count));
        Assert.Equal(done.Late, bench.SetAside.Count);
        // Held copies that nothing new came with make no revision, and are counted all the same.
        Assert.InRange(bench.Published.Sum(window => window.Duplicates), 0, done.Duplicate);
        Assert.Equal(0, done.Rejected + done.AlreadyHandled);
        Assert.Equal(draws.Length, done.Windowed + done.Revised + done.Late + done.Duplicate);
    }

    [Property(MaxTest = 300)]
    public void A_revision_holds_what_was_published_and_what_was_added_and_no_cycle_has_two(byte[] draws, int seed)
    {
        var bench = Stragglers.Bench().Run(Stragglers.Read(Stragglers.Arrivals(draws, seed), seed, seed)).Finish();
        foreach (var revision in bench.Published.Where(window => window.Revision > 0))
        {
            var first = Assert.Single(bench.Published, window => window.Cycle == revision.Cycle && window.Revision == 0);
            Assert.NotEmpty(revision.Added);
            Assert.Equal(first.Items.Concat(revision.Added).Order(), revision.Items);
        }

        Assert.Equal(bench.Published.Count, bench.Published.Select(window => (window.Cycle, window.Revision)).Distinct().Count());
    }

    private static LogEntry[] Unjudged(byte[] draws, int seed) =>
        [.. Logs.Read(Stragglers.Arrivals(draws, seed), seed, partitions: 1)];

    private static WindowBench Crashed(WindowBench bench, LogEntry[] log, int partitions, int where, bool beforeCommit)
    {
        var prefix = log.Length == 0 ? 0 : where % (log.Length + 1);
        bench.Run(log[..Math.Max(0, prefix - 1)]);
        if (prefix > 0)
        {
            bench.Feed(log[prefix - 1]);
            if (beforeCommit)
            {
                bench.Close();
            }
            else
            {
                bench.Publish();
            }
        }

        return bench.Run(bench.Restart(log, partitions)).Finish();
    }
}
