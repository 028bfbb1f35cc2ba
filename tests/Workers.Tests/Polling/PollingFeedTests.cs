using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;

namespace Slams.Workers.Tests.Polling;

/// <summary>What brings files goes on whatever ends one of those who do.</summary>
public sealed class PollingFeedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_ends_one_that_brings_files_is_told_and_it_begins_again()
    {
        await using var bench = await PollBench.StartAsync();
        var one = new Bringer(new InvalidOperationException("unforeseen"));

        await UntilAsync(bench, one, new Bringer());

        Assert.Equal(2, one.Begun);
        Assert.Contains(bench.Logger.Written, written => written.Event == 1028);
    }

    [Fact]
    public async Task When_the_spool_has_gone_all_begin_anew_with_what_is_there_now()
    {
        await using var bench = await PollBench.StartAsync();
        var (one, other) = (new Bringer(new IOException("no such device")), new Bringer());

        await UntilAsync(bench, one, other);

        Assert.Equal((2, 2), (one.Begun, other.Begun));
        Assert.NotSame(one.Known[0], one.Known[1]);
        Assert.Single(bench.Logger.Written, written => written.Event == 1024);
    }

    // Until the first of them works.
    private static async Task UntilAsync(PollBench bench, Bringer one, Bringer other)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var feed = new PollingFeed("stations", bench.Spool, TimeSpan.FromDays(1), [other, one], new Patient(), bench.Logger);
        var running = feed.RunAsync([], bench.Backlog, stop.Token);
        await Task.WhenAny(running, Task.WhenAll(one.Works, other.Works)).WaitAsync(TimeSpan.FromSeconds(30), Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Fails once in a way of choice, then works.</summary>
    private sealed class Bringer(Exception? failure = null) : IBringer
    {
        private readonly TaskCompletionSource _works = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Works => _works.Task;

        public int Begun => Known.Count;

        public List<KnownArrivals> Known { get; } = [];

        public async Task RunAsync(KnownArrivals known, InputBacklog backlog, CancellationToken cancellationToken)
        {
            Known.Add(known);
            if (failure is not null && Begun == 1)
            {
                throw failure;
            }

            _works.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    /// <summary>A clock on which every wait is over at once but those of a cleaner.</summary>
    private sealed class Patient : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.FromMilliseconds(dueTime.TotalMinutes), Timeout.InfiniteTimeSpan);
    }
}
