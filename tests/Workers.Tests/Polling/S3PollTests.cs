using Microsoft.AspNetCore.Http;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;
using Slams.Ingest.Polling.S3;
using Slams.ObjectStorage;
using Slams.Publisher.Tests.ObjectStorage;

namespace Slams.Workers.Tests.Polling;

public sealed class S3PollTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Objects_of_the_prefix_are_fetched_once_and_again_when_they_have_changed(bool tagsAreHashes)
    {
        await using var bench = await PollBench.StartAsync();
        await using var store = await StoreAsync(("obs/a.csv", "one"), ("obs/b.csv", "two"), ("obs/folder/", ""), ("obs/notes.txt", "x"), ("other/c.csv", "y"));
        (store.PageSize, store.TagsAreHashes) = (2, tagsAreHashes);
        using var client = Connect(Options(store));
        var poller = Poller(bench, store, client);

        await poller.RoundAsync(bench.Known, Token);
        await poller.RoundAsync(bench.Known, Token);
        Assert.Equal(["one", "two"], bench.Contents());
        Assert.Equal(["a.csv", "b.csv"], bench.Files().Select(Path.GetFileName));
        Assert.Equal(["obs/a.csv", "obs/b.csv"], store.Gets);

        Put(store, "obs/a.csv", "more");
        await poller.RoundAsync(bench.Known, Token);
        Assert.Equal(["one", "two", "more"], bench.Contents());
        Assert.Equal("new 3, unchanged 3", await bench.OutcomesAsync());
    }

    [Fact]
    public async Task A_process_that_begins_asks_for_nothing_that_was_read()
    {
        await using var bench = await PollBench.StartAsync();
        await using var store = await StoreAsync(("obs/a.csv", "one"));
        using var client = Connect(Options(store));
        await Poller(bench, store, client).RoundAsync(bench.Known, Token);

        bench.Restart(bench.Files(), emptied: true);
        await Poller(bench, store, client).RoundAsync(bench.Known, Token);

        Assert.Equal((1, 0), (store.Gets.Count, bench.Entries()));
    }

    [Fact]
    public async Task What_has_been_there_for_longer_than_is_looked_back_is_left_alone()
    {
        await using var bench = await PollBench.StartAsync();
        await using var store = await StoreAsync(("obs/a.csv", "one"), ("obs/b.csv", "two"));
        store.Modified = key => bench.Clock.GetUtcNow() - TimeSpan.FromHours(key == "obs/a.csv" ? 7 : 5);
        using var client = Connect(Options(store));

        await Poller(bench, store, client).RoundAsync(bench.Known, Token);

        Assert.Equal(["two"], bench.Contents());
    }

    [Fact]
    public async Task What_has_changed_since_it_was_listed_is_fetched_as_the_next_listing_has_it()
    {
        await using var bench = await PollBench.StartAsync();
        await using var store = await StoreAsync(("obs/a.csv", "one"));
        store.Listed = () => Put(store, "obs/a.csv", "two");
        using var client = Connect(Options(store));
        var poller = Poller(bench, store, client);

        await poller.RoundAsync(bench.Known, Token);
        Assert.Equal((0, "absent 1, unchanged 1"), (bench.Entries(), await bench.OutcomesAsync()));

        store.Listed = null;
        await poller.RoundAsync(bench.Known, Token);
        Assert.Equal(["two"], bench.Contents());
    }

    [Fact]
    public async Task A_store_that_is_away_is_asked_again_and_one_that_refuses_is_not()
    {
        await using var bench = await PollBench.StartAsync();
        await using var store = await StoreAsync(("obs/a.csv", "one"));
        store.IsAway = true;
        using var client = Connect(Options(store));
        await Poller(bench, store, client).RoundAsync(bench.Known, Token);
        Assert.Equal((4, "failed 1"), (store.Refused, await bench.OutcomesAsync()));

        store.IsAway = false;
        using var other = Connect(Options(store, options => options.SecretAccessKey = "another"));
        await Poller(bench, store, other, "two").RoundAsync(bench.Known, Token);
        Assert.Equal("failed 1, refused 1", await bench.OutcomesAsync());
        var text = bench.Logger.Written[^1].Text;
        Assert.Contains("bucket weather: 403 SignatureDoesNotMatch", text, StringComparison.Ordinal);
        Assert.DoesNotContain("another", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "the store answers with more than 16777216 bytes")]
    [InlineData(403, "the store answers with more than 16777216 bytes")]
    [InlineData(307, "answered 307, and is not followed elsewhere")]
    public async Task A_store_neither_fills_the_memory_nor_leads_elsewhere(int status, string reason)
    {
        await using var bench = await PollBench.StartAsync();
        Task Answer(HttpContext context)
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = bench.Server.Address + "/elsewhere";
            return status == 307 ? Task.CompletedTask : EndlessAsync(context);
        }

        bench.Server.Answer("/weather", Answer);
        bench.Server.Answer("/weather/", Answer);
        var options = new S3PollOptions { Name = "store", Endpoint = bench.Server.Address, Bucket = "weather", Prefix = "obs/", ForcePathStyle = true, Anonymous = true };
        using var client = Connect(options);

        await bench.Poll(options, new S3Remote(options, client, bench.Clock)).RoundAsync(bench.Known, Token);

        Assert.Single(bench.Server.Asked);
        Assert.Equal("refused 1", await bench.OutcomesAsync());
        Assert.Contains(reason, Assert.Single(bench.Logger.Written).Text, StringComparison.Ordinal);
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        var some = new byte[1 << 20];
        Array.Fill(some, (byte)' ');
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(some, context.RequestAborted);
        }
    }

    private static S3PollOptions Options(S3Server store, Action<S3PollOptions>? configure = null)
    {
        var options = new S3PollOptions
        {
            Name = "store",
            Endpoint = store.Address,
            Bucket = S3Server.Bucket,
            Prefix = "obs/",
            Pattern = "*.csv",
            ForcePathStyle = true,
            AccessKeyId = S3Server.AccessKey,
            SecretAccessKey = S3Server.Secret,
        };
        configure?.Invoke(options);
        return options;
    }

    private static Amazon.S3.AmazonS3Client Connect(S3PollOptions options) => S3Connections.Make(PollingFeeds.StoreOf(options), new BoundedListings());

    private static Poller Poller(PollBench bench, S3Server store, Amazon.S3.IAmazonS3 client, string name = "one") =>
        bench.Poll(Options(store), new S3Remote(Options(store), client, bench.Clock), $"poll:stations:{name}");

    private static async Task<S3Server> StoreAsync(params (string Key, string Content)[] objects)
    {
        var store = await S3Server.StartAsync();
        foreach (var (key, content) in objects)
        {
            Put(store, key, content);
        }

        return store;
    }

    private static void Put(S3Server store, string key, string content) =>
        store.Objects[key] = new S3Server.StoredObject(System.Text.Encoding.UTF8.GetBytes(content), "text/csv", "", new Dictionary<string, string>());
}
