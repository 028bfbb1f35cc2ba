using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Hosting.Observability;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feed;
using Slams.Publisher.Tests.Support;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Streaming.Sqlite;

namespace Slams.Publisher.Tests.Feed;

public sealed class LogAnalysisFeedTests
{
    private static readonly FeedPlace Place = new("publishers", SetsAside: true);
    private static readonly Topics Topics = new();
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Analyses_come_in_order_and_a_new_reader_goes_on_after_the_last_commit()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        await using var log = new SqliteEventLog(new SqliteLogOptions { Path = Path.Combine(folder.Path, "log.db") });
        var feed = new LogAnalysisFeed(log, Options.Create(new PublisherOptions()), new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System);
        await using (var first = await feed.OpenAsync(Place, cancellation))
        {
            await log.AppendAsync(
                Topics.Analyses, [.. Enumerable.Range(0, 3).Select(n => AnalysisCodec.ToRecord(SyntheticAnalysis.Make(n)))], cancellation);
            var read = await TakeAsync(first, 2, cancellation);
            Assert.Equal(["19870111T0600Z", "19870111T1200Z"], read.Take(2).Select(incoming => incoming.Analysis!.Cycle.Key));
            Assert.Equal(SyntheticAnalysis.Make(0).MeanK, read[0].Analysis!.MeanK);
            await first.CommitAsync(read[0].Next, cancellation);
        }

        await using var second = await feed.OpenAsync(Place, cancellation);
        Assert.Equal("19870111T1200Z", (await TakeAsync(second, 1, cancellation))[0].Analysis!.Cycle.Key);
    }

    [Fact]
    public async Task The_last_analysis_of_a_place_is_the_last_committed_one_that_is_one()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        await using var log = new SqliteEventLog(new SqliteLogOptions { Path = Path.Combine(folder.Path, "log.db") });
        var feed = new LogAnalysisFeed(log, Options.Create(new PublisherOptions()), new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System);
        await using var stream = await feed.OpenAsync(Place, cancellation);
        Assert.Null(await feed.LastAsync(Place, cancellation));
        await log.AppendAsync(
            Topics.Analyses,
            [AnalysisCodec.ToRecord(SyntheticAnalysis.Make(0)), AnalysisCodec.ToRecord(SyntheticAnalysis.Make(1)), new LogRecord("junk", "junk"u8.ToArray(), DateTimeOffset.UnixEpoch),
                AnalysisCodec.ToRecord(SyntheticAnalysis.Make(2))],
            cancellation);
        Assert.Null(await feed.LastAsync(Place, cancellation));

        await stream.CommitAsync((await TakeAsync(stream, 3, cancellation))[2].Next, cancellation);

        Assert.Equal(SyntheticAnalysis.Make(1).Cycle, (await feed.LastAsync(Place, cancellation))!.Cycle);
        var done = new List<IncomingAnalysis>();
        await foreach (var incoming in feed.DoneSinceAsync(Place, new LogPosition(Topics.Analyses, 0, 1), cancellation))
        {
            done.Add(incoming);
        }

        Assert.Equal((SyntheticAnalysis.Make(1).Cycle, 2L), (Assert.Single(done).Analysis!.Cycle, done[0].Next.Offset));
    }

    [Fact]
    public async Task What_is_no_analysis_goes_to_the_dead_letters_and_the_next_one_is_read()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        await using var log = new SqliteEventLog(new SqliteLogOptions { Path = Path.Combine(folder.Path, "log.db") });
        await using var stream = await new LogAnalysisFeed(log, Options.Create(new PublisherOptions()), new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System).OpenAsync(Place, cancellation);
        var good = AnalysisCodec.ToRecord(SyntheticAnalysis.Make(0));
        await log.AppendAsync(
            Topics.Analyses,
            [new LogRecord("junk", "not an analysis"u8.ToArray(), DateTimeOffset.UnixEpoch), good with { Value = good.Value[..500] }, good], cancellation);

        var read = await TakeAsync(stream, 3, cancellation);

        Assert.Equal([false, false, true], read.Select(incoming => incoming.Analysis is not null));
        var letters = new List<StoredRecord>();
        await foreach (var letter in log.ScanAsync(Topics.DeadLetters, [], cancellation))
        {
            letters.Add(letter);
        }

        Assert.Equal([0L, 1L], letters.Select(letter => DeadLetterCodec.FromRecord(letter).Record));
        Assert.Equal("not an analysis"u8.ToArray(), DeadLetterCodec.FromRecord(letters[0]).Raw.ToArray());
    }

    private static async Task<List<IncomingAnalysis>> TakeAsync(IAnalysisStream stream, int count, CancellationToken cancellationToken)
    {
        var taken = new List<IncomingAnalysis>();
        while (taken.Count < count)
        {
            var some = await stream.ReadAsync(Wait, cancellationToken);
            Assert.NotEmpty(some);
            taken.AddRange(some);
        }

        return taken;
    }
}
