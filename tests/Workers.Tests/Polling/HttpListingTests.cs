using Microsoft.AspNetCore.Http;
using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Polling;

public sealed class HttpListingTests
{
    [Fact]
    public async Task Each_time_of_a_template_is_an_address_of_its_own()
    {
        await using var bench = await PollBench.StartAsync();
        foreach (var hour in new[] { "04", "05" })
        {
            bench.Server.Put($"/2026/11/30/{hour}00.csv", hour, $"\"{hour}\"");
        }

        var poller = bench.Poll("/{yyyy}/{MM}/{dd}/{HH}{mm}.csv", options => options.LookBack = TimeSpan.FromHours(2.5));
        await bench.RoundsAsync(poller, 2);

        Assert.Equal(["/2026/11/30/0400.csv", "/2026/11/30/0500.csv", "/2026/11/30/0600.csv"], bench.Server.Asked.Take(3).Select(one => one.Path));
        Assert.Equal(["04", "05"], bench.Contents());
        Assert.Equal("absent 2, new 2, unchanged 2", await bench.OutcomesAsync());
    }

    [Fact]
    public async Task Of_a_listing_the_files_of_the_pattern_are_fetched_once_and_again_when_their_row_is_another()
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Put("/obs/a.csv", "one", "\"a\"");
        bench.Server.Put("/obs/b%20c.csv", "unreachable");
        bench.Server.Put("/obs/b c.csv", "two", "\"b\"");
        bench.Server.Put("/obs/", Page("05:00", "05:10"), "\"p\"");
        var poller = bench.Poll("/obs/", options => options.Pattern = "*.csv");

        await bench.RoundsAsync(poller, 2);
        Assert.Equal(["one", "two"], bench.Contents());
        Assert.Equal(["a.csv", "b_c.csv"], bench.Files().Select(Path.GetFileName));
        Assert.Equal(["/obs/", "/obs/a.csv", "/obs/b c.csv", "/obs/"], bench.Server.Asked.Select(one => one.Path));

        bench.Server.Put("/obs/a.csv", "more", "\"c\"");
        bench.Server.Put("/obs/", Page("05:30", "05:40"), "\"q\"");
        await bench.RoundsAsync(poller, 2);
        Assert.Equal(["one", "two", "more"], bench.Contents());
        Assert.Equal((2, 2), (bench.Server.Times("/obs/a.csv"), bench.Server.Times("/obs/b c.csv")));

        static string Page(string a, string b) =>
            $"""
            <html><body><pre><a href="?C=M;O=A">Name</a> <a href="/">Parent</a>
            <a href="a.csv"><img src="x.gif"></a> <A class=x HREF='a.csv'>a.c..&gt;</a>  2026-11-30 {a}  1.2K
            <a href="/obs/b%20c.csv#top">b c.csv</a>  2026-11-30 {b}  1.2K
            <a href="notes.txt">notes.txt</a> <a href="sub/c.csv">c</a> <a href="../d.csv">d</a> <a href="//elsewhere.example/obs/e.csv">e</a>
            <a href="http://169.254.169.254/obs/f.csv">f</a> <a href="javascript:g.csv">g</a> <a href="..%2f..%2fh.csv?x=1">h</a>
            </pre></body></html>
            """;
    }

    [Fact]
    public async Task Names_that_a_server_gives_stay_within_their_folder()
    {
        await using var bench = await PollBench.StartAsync();
        bench.Server.Put("/obs/", """<a href="..%2f..%2f..%2fetc%2fcron.csv">x</a> 1 <a href=".hidden.csv">y</a> 2""");
        bench.Server.Answer("/obs/..%2f..%2f..%2fetc%2fcron.csv", context => context.Response.WriteAsync("one"));
        bench.Server.Put("/obs/.hidden.csv", "two");

        await bench.RoundsAsync(bench.Poll("/obs/", options => options.Pattern = "*.csv"), 1);

        Assert.All(bench.Files(), file => Assert.NotNull(Arrival.Of(file)));
        Assert.Contains("_.hidden.csv", bench.Files().Select(Path.GetFileName));
        Assert.All(bench.Files(), file => Assert.StartsWith(bench.Folder, file, StringComparison.Ordinal));
    }
}
