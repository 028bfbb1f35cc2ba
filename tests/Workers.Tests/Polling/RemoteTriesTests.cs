using Microsoft.Extensions.Time.Testing;
using Polly.Timeout;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;

namespace Slams.Workers.Tests.Polling;

/// <summary>How often, and for how long, servers are asked.</summary>
public sealed class RemoteTriesTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_told_once_is_asked_for_until_an_outage_is_over()
    {
        var clock = new HastyClock();
        var end = clock.GetUtcNow() + Outage;

        var answer = await Tries(clock, untilDeadline: true).AskAsync(_ => clock.GetUtcNow() < end ? throw Away() : Task.FromResult("one"), Token);

        Assert.Equal("one", answer);
        Assert.InRange(clock.GetUtcNow() - end, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_is_told_once_is_asked_for_until_the_deadline_and_no_longer()
    {
        var (clock, asked) = (new HastyClock(), 0);
        var begin = clock.GetUtcNow();

        await Assert.ThrowsAsync<RemoteException>(() => Tries(clock, untilDeadline: true).AskAsync<string>(_ => throw Away(ref asked), Token));

        Assert.InRange(clock.GetUtcNow() - begin, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
        Assert.InRange(asked, 10, 100);
    }

    [Fact]
    public async Task What_is_polled_is_asked_for_four_times_at_most()
    {
        var (clock, asked) = (new HastyClock(), 0);

        await Assert.ThrowsAsync<RemoteException>(() => Tries(clock).AskAsync<string>(_ => throw Away(ref asked), Token));

        Assert.Equal(4, asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_refused_is_not_asked_for_again(bool untilDeadline)
    {
        var asked = 0;

        await Assert.ThrowsAsync<RemoteException>(() => Tries(new HastyClock(), untilDeadline).AskAsync<string>(
            _ =>
            {
                asked++;
                throw new RemoteException("refused", isFinal: true);
            },
            Token));

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task At_the_deadline_the_failure_before_is_told_rather_than_that_the_time_is_over()
    {
        var clock = new FakeTimeProvider();
        var (asked, hanging) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        // Of the same length: the deadline of all comes before the limit of the second.
        var options = new MqttOptions { Name = "one", Timeout = TimeSpan.FromDays(1), Deadline = TimeSpan.FromDays(1) };
        var asking = new RemoteTries("", options, null, clock, untilDeadline: true).AskAsync(
            async token =>
            {
                if (asked++ == 0)
                {
                    throw new HttpRequestException(HttpRequestError.ConnectionError);
                }

                hanging.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return "late";
            },
            Token);

        while (!hanging.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        clock.Advance(options.Deadline - (clock.GetUtcNow() - clock.Start));

        await Assert.ThrowsAsync<HttpRequestException>(() => asking);
    }

    [Fact]
    public async Task Where_no_try_has_failed_before_it_takes_too_long()
    {
        var clock = new FakeTimeProvider();
        var asking = Tries(clock, untilDeadline: true).AskAsync(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return "late";
            },
            Token);

        clock.Advance(TimeSpan.FromMinutes(5));

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => asking);
    }

    private static RemoteTries Tries(TimeProvider clock, bool untilDeadline = false) =>
        new("", new MqttOptions { Name = "one" }, null, clock, untilDeadline);

    private static RemoteException Away() => new("away", isFinal: false);

    private static RemoteException Away(ref int asked)
    {
        asked++;
        return Away();
    }
}
