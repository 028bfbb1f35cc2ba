using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using Prometheus;
using Slams.Core.Observations;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

public sealed class InputBacklogTests
{
    private static readonly TimeSpan Scan = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_file_waits_until_it_was_read_to_its_end()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", "1");
        folder.Write("b.csv", "22");
        folder.Write(".partial", "333");
        var clock = new ScanClock();
        var options = new IngestOptions { Paths = { folder.FullName, folder["b.csv"] }, Watch = true };
        var backlog = new InputBacklog(options.Paths, followLinks: false);
        Assert.Equal((2, 3), backlog.Count());
        await using var files = InputFiles.EnumerateAsync(options, [], backlog, clock, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await files.MoveNextAsync());
        Assert.Equal((2, 3), backlog.Count());
        Assert.True(await files.MoveNextAsync());
        Assert.Equal((1, 2), backlog.Count());
        Assert.True(await files.MoveNextAsync());
        var next = files.MoveNextAsync().AsTask();
        await clock.WaitBegunAsync();
        Assert.Equal((0, 0), backlog.Count());

        // Also one that is still being written.
        folder.Write("c.csv", "4444");
        Assert.Equal((1, 4), backlog.Count());
        clock.Advance(Scan);
        await clock.WaitBegunAsync();
        clock.Advance(Scan);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal((1, 4), backlog.Count());
    }

    [Fact]
    public async Task What_was_brought_is_read_without_looking_for_it_and_once()
    {
        using var folder = new ScratchFolder();
        var clock = new ScanClock();
        var options = new IngestOptions { Paths = { folder.FullName }, Watch = true };
        var backlog = new InputBacklog(options.Paths, followLinks: false);
        await using var files = InputFiles.EnumerateAsync(options, [], backlog, clock, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = files.MoveNextAsync().AsTask();
        await clock.WaitBegunAsync();
        folder.Write("a.csv", "1");
        folder.Write("b.csv", "2");

        backlog.Arrived(folder["a.csv"]);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(folder["a.csv"], files.Current.Path);

        next = files.MoveNextAsync().AsTask();
        clock.Advance(Scan);
        await clock.WaitBegunAsync();
        clock.Advance(Scan);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(folder["b.csv"], files.Current.Path);
    }

    [Fact]
    public async Task A_file_is_in_the_log_when_what_was_read_before_is_appended()
    {
        var backlog = new InputBacklog([], followLinks: false);
        backlog.Know(path => path == "before.csv");
        var (one, two) = (backlog.InLogAsync("one.csv"), backlog.InLogAsync("two.csv"));
        Assert.True(backlog.InLogAsync("before.csv").IsCompleted);

        backlog.Read("one.csv");
        var batch = backlog.TakeRead();
        backlog.Read("two.csv");
        Assert.False(one.IsCompleted);

        backlog.Appended(batch);
        await one.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(two.IsCompleted);
        Assert.True(backlog.InLogAsync("one.csv").IsCompleted);
        Assert.Equal(["two.csv"], backlog.TakeRead());
    }

    [Fact]
    public void What_cannot_be_listed_has_none()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", "1");

        Assert.Equal((1, 1), new InputBacklog([folder["gone"], folder.FullName], followLinks: false).Count());
    }

    [Fact]
    public async Task What_waits_is_told_while_a_source_is_read_and_nothing_after()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", "1");
        folder.Write("b.csv", "22");
        await using var bench = new IngestBench();
        var source = new WatchedSource(bench.Registry, new InputBacklog([folder.FullName], followLinks: false));

        await bench.RunAsync(source);

        Assert.Equal(("2", "3"), source.Seen);
        Assert.Equal(("0", "0"), await WaitingAsync(bench.Registry));
    }

    [Fact]
    public async Task What_the_log_tells_to_be_read_does_not_wait_when_a_reading_begins_anew()
    {
        using var folder = new ScratchFolder();
        var files = new[] { "a.csv", "b.csv", "c.csv" }.Select(name => Path.Combine(folder.FullName, name)).ToArray();
        Array.ForEach(files, file => File.WriteAllText(file, "22"));
        var items = files.SelectMany(file => Enumerable.Range(0, 2).Select(i => ListSource.Reading(i, TimeSpan.FromMinutes(i)) with { File = file })).ToArray();
        await using var bench = new IngestBench();
        // Killed in the middle of the second.
        await bench.RunAsync(new ListSource(items, breakAfter: 3) { Partitions = 1 }, batch: 1);
        var source = new WatchedSource(bench.Registry, new InputBacklog([folder.FullName], followLinks: false));

        await bench.RunAsync(source);

        Assert.Equal(("2", "4"), source.Seen);
    }

    [Fact]
    public async Task A_share_that_does_not_answer_holds_up_no_scrape()
    {
        var registry = Metrics.NewCustomRegistry();
        using var answers = new ManualResetEventSlim();
        new PipelineMetrics(registry).FollowBacklog(SourceShare.Whole("stations"), new InputBacklog(new Share(answers), followLinks: false));

        Assert.Equal(("0", "0"), await WaitingAsync(registry));
        Assert.Equal(("0", "0"), await WaitingAsync(registry));
        answers.Set();
    }

    private static async Task<(string Files, string Bytes)> WaitingAsync(CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(text.ToArray()).Split('\n');
        return (Of("files"), Of("bytes"));

        string Of(string what) => Assert.Single(lines, line => line.StartsWith($"slams_ingest_waiting_{what}{{source=\"stations\"}}", StringComparison.Ordinal)).Split(' ')[1];
    }

    /// <summary>Looks at the metrics while it is read.</summary>
    private sealed class WatchedSource(CollectorRegistry registry, InputBacklog backlog) : IIngestSource
    {
        public (string Files, string Bytes) Seen { get; private set; }

        public string Name => "stations";

        public string Topic => "test.readings";

        public int Partitions => 1;

        public InputBacklog Backlog => backlog;

        public async IAsyncEnumerable<IngestItem> ReadAsync(IReadOnlyList<string> readBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Seen = await WaitingAsync(registry);
            yield return IngestItem.Of("a.csv", new DeadLetter("a.csv", 1, "nothing", ReadOnlyMemory<byte>.Empty));
        }
    }

    /// <summary>Paths that nobody gets to while the share is silent.</summary>
    private sealed class Share(ManualResetEventSlim answers) : IReadOnlyList<string>
    {
        public int Count => 1;

        public string this[int index] => "nowhere";

        public IEnumerator<string> GetEnumerator()
        {
            answers.Wait(TestContext.Current.CancellationToken);
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
