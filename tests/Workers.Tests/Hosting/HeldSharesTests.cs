using Slams.Hosting.Leadership;

namespace Slams.Workers.Tests.Hosting;

public sealed class HeldSharesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_on_a_share_that_is_lost_is_broken_off_and_not_waited_for_as_when_it_is_asked_back()
    {
        var asked = new TaskCompletionSource();
        using var held = new HeldShares(
            async (_, stop, lost) =>
            {
                // What is under way goes on for a while after the share was asked back.
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, lost);
            },
            Token);
        held.Start([3]);

        var stopped = held.GiveUpAsync([3]);
        await asked.Task.WaitAsync(Patience, Token);
        Assert.False(stopped.IsCompleted);
        held.Lost([3]);

        await stopped.WaitAsync(Patience, Token);
        Assert.False(held.Failure.IsCompleted);
    }

    [Fact]
    public async Task Work_that_has_ended_is_done_once_more_when_asked_for()
    {
        var times = 0;
        using var held = new HeldShares((_, _, _) => Task.FromResult(Interlocked.Increment(ref times)), Token);
        await EndedAsync();
        held.Start([0]);
        Assert.Equal(1, times);

        held.Again([0, 1]);
        Assert.False(held.HasEnded([0]));
        await EndedAsync();

        Assert.Equal(2, times);

        async Task EndedAsync()
        {
            while (!held.HasEnded([0]))
            {
                held.Start([0]);
                await Task.Delay(5, Token);
            }
        }
    }
}
