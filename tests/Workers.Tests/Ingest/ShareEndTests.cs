using Prometheus;
using Slams.Assimilator;
using Slams.Core.Windows;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Testing;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

/// <summary>Every share that was begun is ended, by whoever is left, under whatever division: cycles wait for it, and an assimilator that ends with its input does.</summary>
public sealed class ShareEndTests
{
    private const int Readings = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly IngestItem[] Items =
    [
        .. Enumerable.Range(0, Readings).Select(i => ListSource.Reading(i, TimeSpan.FromMinutes(i * 30)) with { File = FormattableString.Invariant($"/input/file-{i / 6:00}.csv") }),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<long> All => Enumerable.Range(0, Readings).Select(i => (long)i);

    [Fact]
    public async Task A_file_without_items_opens_no_share_again_that_has_ended()
    {
        await using var bench = new ShareBench();
        var folder = bench.Folder("input");
        var shares = SourceShare.All("stations", bench.Options);
        // Of two shares have files items.
        var items = Items.Select(item => item with { File = Path.Combine(folder, Path.GetFileName(item.File)) }).Where(item => shares[0].Holds(item.File) || shares[1].Holds(item.File)).ToArray();
        Array.ForEach([.. Items.Select(item => Path.Combine(folder, Path.GetFileName(item.File))).Distinct()], file => File.WriteAllText(file, ""));
        bench.Options.Paths.Add(folder);
        await using var first = bench.Start(items, firstItems: 4);
        await first.ReadsAsync(2);
        await UntilAsync(async () => (await bench.RecordsAsync()).Count(IsEnd) == 2 * MockKafkaCluster.Partitions);

        await using var second = bench.Start(items, firstItems: 4);
        await UntilAsync(() => Task.FromResult(first.Reading.Length + second.Reading.Length == 2 && second.Workers.Description.Contains("active", StringComparison.Ordinal)));
        first.GoOn();
        second.GoOn();
        await Task.WhenAll(first.Running, second.Running).WaitAsync(Patience, Token);

        var records = await bench.RecordsAsync();
        Assert.True(HasEnded(records));
        Assert.Equal(4 * MockKafkaCluster.Partitions, records.Count(IsAnnouncement));
        Assert.All(records.GroupBy(record => (record.Partition, record.SourceOf())), share => Assert.True(IsEnd(share.Last())));
    }

    [Fact]
    public async Task A_share_that_is_announced_after_its_end_is_ended_once_more()
    {
        await using var bench = new ShareBench();
        // The smallest ends, and those with more are under way.
        var counts = SourceShare.All("stations", bench.Options).Select(share => Items.Count(item => share.Holds(item.File))).ToArray();
        await using var instance = bench.Start(Items, firstItems: counts.Min());
        await instance.ReadsAsync(counts.Count(count => count > counts.Min()));
        await UntilAsync(async () => (await bench.RecordsAsync()).Any(IsEnd));
        var ended = (await bench.RecordsAsync()).First(IsEnd).SourceOf();
        await using (var log = bench.Open())
        {
            // As by one that looked before.
            await log.AppendAsync(bench.Topics.Readings, ProgressCodec.ToRecords(new Progress(ended, null, false), MockKafkaCluster.Partitions), Token);
        }

        instance.GoOn();
        await instance.Running.WaitAsync(Patience, Token);

        Assert.True(HasEnded(await bench.RecordsAsync()));
        Assert.Equal(All, await bench.NumbersAsync());
    }

    [Fact]
    public async Task Who_has_read_its_own_stays_for_what_another_leaves_unread()
    {
        await using var bench = new ShareBench();
        await using var first = bench.Start(Items, firstItems: 4);
        await first.ReadsAsync(4);
        await using var second = bench.Start(Items, firstItems: 4);
        await second.ReadsAsync(2);
        second.GoOn();
        await UntilAsync(async () => (await bench.RecordsAsync()).Count(IsEnd) == 2 * MockKafkaCluster.Partitions);
        await second.ReadsAsync(0);
        await Task.WhenAny(second.Running, Task.Delay(TimeSpan.FromSeconds(0.5), Token));

        Assert.False(second.Running.IsCompleted);
        await first.StopAsync();
        await second.Running.WaitAsync(Patience, Token);

        Assert.True(HasEnded(await bench.RecordsAsync()));
        Assert.Equal(All, await bench.NumbersAsync());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    public async Task A_division_that_was_broken_off_is_ended_by_the_next(int before, int after)
    {
        await using var bench = new ShareBench { Options = new IngestOptions { BatchSize = 3, Shares = before } };
        await using (var stopped = bench.Start(Items, firstItems: 4))
        {
            await stopped.ReadsAsync(before);
            await UntilAsync(async () => (await bench.NumbersAsync()).Count >= 3 * before);
        }

        Assert.False(HasEnded(await bench.RecordsAsync()));
        bench.Options.Shares = after;
        for (var times = 0; times < 2; times++)
        {
            await using var instance = bench.Start(Items);
            await instance.Running.WaitAsync(Patience, Token);
        }

        var records = await bench.RecordsAsync();
        Assert.True(HasEnded(records));
        // Once, and never while nothing else was open.
        Assert.Equal(before * MockKafkaCluster.Partitions, records.Count(record => IsEnd(record) && ProgressCodec.FromRecord(record).ResumePosition.Length == 0));
        Assert.Equal(All, await bench.NumbersAsync());

        // And back again, with nothing new.
        bench.Options.Shares = before;
        await using (var back = bench.Start(Items))
        {
            await back.Running.WaitAsync(Patience, Token);
        }

        Assert.True(HasEnded(await bench.RecordsAsync()));
        Assert.Equal(All, await bench.NumbersAsync());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public async Task A_live_source_ends_no_division_for_that_would_close_cycles_that_are_still_filled(int before, int after)
    {
        await using var bench = new ShareBench { Options = new IngestOptions { BatchSize = 3, Shares = before, Watch = true } };
        await using (var stopped = bench.Start(Items, firstItems: 4))
        {
            await stopped.ReadsAsync(before);
            await UntilAsync(async () => (await bench.NumbersAsync()).Count >= 3 * before);
        }

        bench.Options.Shares = after;
        await using (var instance = bench.Start(Items))
        {
            await instance.Running.WaitAsync(Patience, Token);
        }

        var records = await bench.RecordsAsync();
        Assert.DoesNotContain(records, record => IsEnd(record) && ProgressCodec.FromRecord(record).ResumePosition.Length == 0);
        Assert.False(HasEnded(records));
        Assert.Equal(All, await bench.NumbersAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_the_oldest_progress_is_gone_a_share_that_is_behind_another_has_still_to_read(bool atScan)
    {
        await using var bench = new ShareBench { Options = new IngestOptions { BatchSize = 3, Shares = 2 } };
        var shares = SourceShare.All("stations", bench.Options);
        var (mine, others) = (Files(shares[0]), Files(shares[1]));
        await using var log = bench.Open();
        await log.EnsureTopicAsync(bench.Topics.Readings, 1, Token);
        await log.AppendAsync(
            bench.Topics.Readings, [.. atScan ? [Told(shares[0], mine[0])] : Array.Empty<LogRecord>(), Told(shares[0], mine[^1]), Told(shares[1], others[1])], Token);

        var faulty = new FaultyLog(log) { OldestAreGone = !atScan, OldestGoAtScan = atScan };
        var resume = (await SourceResume.FindAsync(faulty, bench.Topics.Readings, 1, shares, Token))[0];

        Assert.Equal(
            mine.Select(file => file == mine[^1] ? 5 : string.CompareOrdinal(file, others[1]) < 0 ? long.MaxValue : 0), mine.Select(resume.ItemsOf));
        Assert.Contains(0, mine.Select(resume.ItemsOf));

        static LogRecord Told(SourceShare share, string file) =>
            ProgressCodec.ToRecords(new Progress(share.Name, null, false, new ResumeNote(new ResumePlace(file, 5, false), []).ToText()), 1)[0];

        static string[] Files(SourceShare share) => [.. Items.Select(item => item.File).Distinct().Where(share.Holds)];
    }

    private static bool IsEnd(StoredRecord record) => record.KindOf() == RecordKind.Progress && ProgressCodec.FromRecord(record).EndOfStream;

    private static bool IsAnnouncement(StoredRecord record) =>
        record.KindOf() == RecordKind.Progress && ProgressCodec.FromRecord(record) is { EndOfStream: false, ResumePosition: "" };

    // As an assimilator asks that ends with its input.
    private static bool HasEnded(IReadOnlyList<StoredRecord> records)
    {
        var cycle = new CycleOptions();
        var feed = new WindowFeed(ObservationWindows.Create(cycle.ToWindowOptions()), null, cycle, new PipelineMetrics(Metrics.NewCustomRegistry()));
        feed.Add(new InputBatch(records, [.. records.Select(HeaderFacts.Of)], [.. records.Select(_ => (Core.Observations.StationReading?)null)], DateTimeOffset.UnixEpoch.AddYears(60)));
        return feed.HasEnded([.. records.Select(record => (record.Topic, record.Partition)).Distinct()]);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, "It does not come.");
            await Task.Delay(20, Token);
        }
    }
}
