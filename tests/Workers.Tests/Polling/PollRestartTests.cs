using Microsoft.AspNetCore.Http;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;

namespace Slams.Workers.Tests.Polling;

/// <summary>What a process that begins knows of what one before has fetched: by the log and by the spool, with either alone.</summary>
public sealed class PollRestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_read_or_is_here_is_not_fetched_again(bool isRead)
    {
        await using var bench = await PollBench.StartAsync();
        var content = 0;
        bench.Server.Answer("/a.csv", context =>
        {
            context.Response.Headers.ETag = "\"a\"";
            content += context.Request.Headers.IfNoneMatch == "\"a\"" ? 0 : 1;
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"a\"" ? 304 : 200;
            return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync("one");
        });
        await bench.Poll("/a.csv").RoundAsync(bench.Known, Token);
        var files = bench.Files();

        bench.Restart(isRead ? files : [], emptied: isRead);
        var poller = bench.Poll("/a.csv");
        await poller.RoundAsync(bench.Known, Token);
        await poller.RoundAsync(bench.Known, Token);

        // The answer tells by its head that it is known; from then on the condition is told along.
        Assert.Equal((isRead ? 0 : 1, 2), (bench.Files().Count, content));
        Assert.Equal("new 1, unchanged 2", await bench.OutcomesAsync());
    }

    [Fact]
    public async Task What_a_listing_tells_to_be_as_it_was_is_not_even_asked_for()
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Put("/obs/", "<a href=\"a.csv\">a.csv</a> 2026-11-30 05:00");
        bench.Server.Put("/obs/a.csv", "one");
        await bench.Poll("/obs/", options => options.Pattern = "*").RoundAsync(bench.Known, Token);

        bench.Restart(bench.Files(), emptied: true);
        await bench.Poll("/obs/", options => options.Pattern = "*").RoundAsync(bench.Known, Token);

        Assert.Equal((1, 0), (bench.Server.Times("/obs/a.csv"), bench.Entries()));
    }

    [Fact]
    public async Task What_was_not_read_to_its_end_and_has_gone_comes_again_under_the_path_of_then()
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Put("/a.csv", "one", "\"a\"");
        await bench.Poll("/a.csv").RoundAsync(bench.Known, Token);
        var files = bench.Files();

        bench.Restart(files, unread: files, emptied: true);
        ((HastyClock)bench.Clock).Advance(TimeSpan.FromHours(1));
        await bench.Poll("/a.csv").RoundAsync(bench.Known, Token);
        Assert.Equal(files, bench.Files());

        bench.Restart(files, unread: files, emptied: true);
        bench.Server.Put("/a.csv", "two", "\"b\"");
        await bench.Poll("/a.csv").RoundAsync(bench.Known, Token);
        Assert.NotEqual(files, bench.Files());
        Assert.Equal(["two"], bench.Contents());
    }

    [Fact]
    public async Task A_file_of_another_address_with_the_same_content_is_another()
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Put("/a/x.csv", "one", "\"a\"");
        bench.Server.Put("/b/x.csv", "one", "\"a\"");

        await bench.Poll("/a/x.csv").RoundAsync(bench.Known, Token);
        await bench.Poll("/b/x.csv").RoundAsync(bench.Known, Token);

        Assert.Equal(["one", "one"], bench.Contents());
    }

    [Fact]
    public void What_a_killed_process_has_left_half_written_goes_and_nothing_else()
    {
        using var folder = new Support.ScratchFolder();
        var arrival = new Arrival(DateTimeOffset.UnixEpoch, Arrival.HashOf("a"), Arrival.HashOf("b"), Arrival.HashOf("c"));
        foreach (var name in new[] { ".0123.partial", arrival.Folder })
        {
            Directory.CreateDirectory(folder[name]);
            File.WriteAllText(Path.Combine(folder[name], "a.csv"), "x");
        }

        // As one that was about to be removed.
        Directory.CreateDirectory(folder[new Arrival(arrival.Time.AddDays(1), arrival.Address, arrival.Version, arrival.Content).Folder]);

        new Spool(folder.FullName, 10).Open(DateTimeOffset.UnixEpoch);
        Assert.Equal(2, Directory.GetDirectories(folder.FullName).Length);
        new Spool(folder.FullName, 10).Open();

        Assert.Equal([arrival.Folder], Directory.GetDirectories(folder.FullName).Select(Path.GetFileName));
        Assert.Equal([arrival], new Spool(folder.FullName, 10).Files().Select(file => file.Arrival));
    }
}
