using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Slams.Workers.Tests.Polling;

public sealed class HttpPollTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_is_fetched_once_and_another_is_again()
    {
        await using var bench = await PollBench.StartAsync();
        var poller = bench.Poll("/obs/latest.csv");
        bench.Server.Put("/obs/latest.csv", "first", "\"a\"");

        await bench.RoundsAsync(poller, 3);
        bench.Server.Put("/obs/latest.csv", "second", "\"b\"");
        await bench.RoundsAsync(poller, 2);

        Assert.Equal(["first", "second"], bench.Contents());
        Assert.All(bench.Files(), file => Assert.Equal("latest.csv", Path.GetFileName(file)));
        Assert.Equal(["", "\"a\"", "\"a\"", "\"a\"", "\"b\""], bench.Server.Asked.Select(one => one.Tag));
        Assert.Equal("new 2, unchanged 3", await bench.OutcomesAsync());
    }

    [Fact]
    public async Task Where_there_is_no_tag_the_time_of_the_change_is_the_condition_and_that_of_the_file()
    {
        await using var bench = await PollBench.StartAsync();
        var changed = new DateTimeOffset(2026, 11, 30, 5, 0, 0, TimeSpan.Zero);
        bench.Server.Answer("/a.csv", context =>
        {
            context.Response.GetTypedHeaders().LastModified = changed;
            context.Response.StatusCode = context.Request.GetTypedHeaders().IfModifiedSince == changed ? 304 : 200;
            return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync("one");
        });

        await bench.RoundsAsync(bench.Poll("/a.csv"), 2);

        Assert.Equal("new 1, unchanged 1", await bench.OutcomesAsync());
        Assert.Equal(changed.UtcDateTime, File.GetLastWriteTimeUtc(Assert.Single(bench.Files())));
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData(null)]
    public async Task A_server_that_heeds_no_condition_gives_each_content_once(string? tag)
    {
        await using var bench = await PollBench.StartAsync();
        var poller = bench.Poll("/a.csv");
        bench.Server.Put("/a.csv", "one", tag, heedsConditions: false);
        await bench.RoundsAsync(poller, 2);
        bench.Server.Put("/a.csv", "two", tag is null ? null : "\"b\"", heedsConditions: false);
        await bench.RoundsAsync(poller, 2);
        // As another server of the same name would call what is known.
        bench.Server.Put("/a.csv", "one", "\"c\"", heedsConditions: false);
        await bench.RoundsAsync(poller, 2);

        Assert.Equal(["one", "two"], bench.Contents());
        Assert.Equal("new 2, unchanged 4", await bench.OutcomesAsync());
        Assert.Equal(2, bench.Entries());
    }

    [Fact]
    public async Task What_is_not_there_yet_and_what_is_empty_is_no_failure()
    {
        await using var bench = await PollBench.StartAsync();
        var poller = bench.Poll("/a.csv");

        await bench.RoundsAsync(poller, 1);
        bench.Server.Put("/a.csv", "");
        await bench.RoundsAsync(poller, 1);
        Assert.Equal((0, "absent 2"), (bench.Entries(), await bench.OutcomesAsync()));

        bench.Server.Put("/a.csv", "one");
        await bench.RoundsAsync(poller, 1);
        Assert.Equal(["one"], bench.Contents());
        Assert.Empty(bench.Logger.Written);
    }

    [Theory]
    [InlineData(206, "a part, though it was asked for all")]
    [InlineData(301, "is not followed elsewhere")]
    [InlineData(304, "answered 304")]
    [InlineData(403, "answered 403")]
    public async Task An_answer_that_is_none_is_refused_once_a_round_and_told_once(int status, string reason)
    {
        await using var bench = await PollBench.StartAsync();
        var poller = bench.Poll("/secret/a.csv");
        bench.Server.Answer("/secret/a.csv", status);

        await bench.RoundsAsync(poller, 2);

        Assert.Equal((2, 0, "refused 2"), (bench.Server.Asked.Count, bench.Entries(), await bench.OutcomesAsync()));
        var (number, text) = Assert.Single(bench.Logger.Written);
        Assert.Equal(1022, number);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);

        bench.Server.Put("/secret/a.csv", "one");
        await bench.RoundsAsync(poller, 1);
        Assert.Equal([1022, 1023], bench.Logger.Written.Select(one => one.Event));
    }

    [Fact]
    public async Task A_server_that_stumbles_is_asked_again_within_the_round()
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Answer("/a.csv", context =>
        {
            context.Response.StatusCode = bench.Server.Asked.Count < 3 ? 500 : 200;
            return bench.Server.Asked.Count < 3 ? Task.CompletedTask : context.Response.WriteAsync("one");
        });

        await bench.RoundsAsync(bench.Poll("/a.csv"), 1);

        Assert.Equal((3, "new 1"), (bench.Server.Asked.Count, await bench.OutcomesAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_file_that_breaks_off_nothing_is_left_and_it_is_fetched_whole(bool hasLength)
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Answer("/a.csv", async context =>
        {
            if (bench.Server.Asked.Count == 1)
            {
                context.Response.ContentLength = hasLength ? 100 : null;
                await context.Response.WriteAsync("on");
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.WriteAsync("one");
        });

        await bench.RoundsAsync(bench.Poll("/a.csv"), 1);

        Assert.Equal(["one"], bench.Contents());
        Assert.Equal((2, 1), (bench.Server.Asked.Count, bench.Entries()));
    }

    [Theory]
    [InlineData(429, "90")]
    [InlineData(503, "Mon, 30 Nov 2026 06:11:30 GMT")]
    public async Task A_server_that_asks_to_be_left_alone_is_left_alone(int status, string after)
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Answer("/a.csv", status, after);

        var pause = await bench.Poll("/a.csv").RoundAsync(bench.Known, Token);

        Assert.Equal(TimeSpan.FromSeconds(90), pause);
        Assert.Equal((1, "deferred 1"), (bench.Server.Asked.Count, await bench.OutcomesAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_too_large_is_refused_and_not_fetched_again_until_it_is_another(bool hasLength)
    {
        await using var bench = await PollBench.StartAsync(maxBytes: 10);
        var (poller, whole) = (bench.Poll("/a.csv"), 0);
        bench.Server.Answer("/a.csv", async context =>
        {
            context.Response.Headers.ETag = "\"a\"";
            if (context.Request.Headers.IfNoneMatch == "\"a\"")
            {
                context.Response.StatusCode = 304;
                return;
            }

            whole++;
            context.Response.ContentLength = hasLength ? 11 : null;
            await context.Response.WriteAsync("eleven long");
        });

        await bench.RoundsAsync(poller, 2);
        Assert.Equal((1, 0, "refused 1, unchanged 1"), (whole, bench.Entries(), await bench.OutcomesAsync()));

        bench.Server.Put("/a.csv", "short", "\"b\"");
        await bench.RoundsAsync(poller, 1);
        Assert.Equal(["short"], bench.Contents());
    }

    [Fact]
    public async Task A_server_that_fails_again_and_again_is_not_asked_for_a_while()
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Answer("/a.csv", 500);
        var poller = bench.Poll("/a.csv");

        await bench.RoundsAsync(poller, 1);
        var asked = bench.Server.Asked.Count;
        Assert.Contains("poll:stations:one: circuit open", bench.Circuits.Words("poll:"), StringComparison.Ordinal);
        var pause = await poller.RoundAsync(bench.Known, Token);

        Assert.Equal(4, asked);
        Assert.Equal(asked, bench.Server.Asked.Count);
        Assert.True(pause > TimeSpan.FromSeconds(30), $"{pause}");
        Assert.Single(bench.Logger.Written);
    }

    [Fact]
    public async Task A_server_that_is_silent_costs_a_try_and_then_the_deadline()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 6, 0, 0, TimeSpan.Zero));
        await using var bench = await PollBench.StartAsync(clock);
        var asked = new SemaphoreSlim(0);
        bench.Server.Answer("/a.csv", async context =>
        {
            asked.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        var poller = bench.Poll("/a.csv", options => (options.Timeout, options.Deadline) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)));

        var round = poller.RoundAsync(bench.Known, Token);
        Assert.True(await asked.WaitAsync(TimeSpan.FromSeconds(30), Token));
        clock.Advance(TimeSpan.FromSeconds(11));
        await round.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal((0, "failed 1"), (bench.Entries(), await bench.OutcomesAsync()));
    }

    [Fact]
    public async Task Addresses_that_are_not_public_are_not_reached_unless_they_are_named()
    {
        await using var bench = await PollBench.StartAsync(network: "10.0.0.0/8");
        bench.Server.Put("/a.csv", "one");

        await bench.RoundsAsync(bench.Poll("/a.csv"), 1);

        Assert.Empty(bench.Server.Asked);
        Assert.Contains("which is not public; Stations:Poll:AllowedNetworks", Assert.Single(bench.Logger.Written).Text, StringComparison.Ordinal);
    }
}
