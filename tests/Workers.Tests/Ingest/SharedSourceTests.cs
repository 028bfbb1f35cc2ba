using System.Text;
using Slams.Hosting.Ingest;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

/// <summary>Several instances read one source: each of its observations is in the log once, and the windows are those of one instance.</summary>
public sealed class SharedSourceTests
{
    private const int Readings = 240;

    // Five days in files of six hours: in each share, as in all together, they come in the order of time.
    private static readonly IngestItem[] Items =
    [
        .. Enumerable.Range(0, Readings).Select(i => ListSource.Reading(i, TimeSpan.FromMinutes(i * 30)) with { File = FormattableString.Invariant($"/input/file-{i / 12:00}.csv") }),
    ];

    private static IEnumerable<long> All => Enumerable.Range(0, Readings).Select(i => (long)i);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_joins_gets_shares_that_the_other_has_stopped_and_the_log_is_as_of_one_instance(bool onKafka)
    {
        await using var bench = new ShareBench(onKafka);
        await using var first = bench.Start(Items, firstItems: 4);
        await first.ReadsAsync(4);

        await using var second = bench.Start(Items, firstItems: 4);
        await second.ReadsAsync(2);

        // They were not given up before they were stopped.
        Assert.Equal(2, first.Reading.Length);
        Assert.Equal([0, 1, 2, 3], first.Reading.Concat(second.Reading).Order());
        Assert.Contains("slams_ingest_active{source=\"stations\"} 1\n", await MetricsAsync(first), StringComparison.Ordinal);
        Assert.Contains("slams_ingest_active{source=\"stations\"} 1\n", await MetricsAsync(second), StringComparison.Ordinal);
        first.GoOn();
        second.GoOn();
        await Task.WhenAll(first.Running, second.Running).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(All, await bench.NumbersAsync());
        Assert.True(first.Counts.Ended && second.Counts.Ended);
        Assert.Equal(await WindowsOfOneAsync(), await bench.WindowsAsync());
    }

    [Fact]
    public async Task Who_stops_leaves_its_shares_to_the_other()
    {
        await using var bench = new ShareBench();
        await using var first = bench.Start(Items, firstItems: 4);
        await first.ReadsAsync(4);
        await using var second = bench.Start(Items, firstItems: 4);
        await second.ReadsAsync(2);

        await first.StopAsync();
        await second.ReadsAsync(4);
        second.GoOn();
        await second.Running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(All, await bench.NumbersAsync());
        Assert.Equal(await WindowsOfOneAsync(), await bench.WindowsAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(101)]
    public async Task Killed_in_the_middle_of_a_batch_nothing_is_lost_or_doubled(int records)
    {
        await using var bench = new ShareBench();
        await using var killed = bench.Start(Items, log => new FaultyLog(log) { RecordsUntilKilled = records });
        await Assert.ThrowsAsync<BrokenOffException>(() => killed.Running);

        await using var heir = bench.Start(Items);
        await heir.Running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(All, await bench.NumbersAsync());
    }

    [Fact]
    public async Task Who_has_lost_its_shares_to_another_stops_reading_them()
    {
        await using var bench = new ShareBench();
        await using var paused = bench.Start(Items, firstItems: 4);
        await paused.ReadsAsync(4);
        var lease = await Lease.OfActiveAsync(bench.Database);
        await using var heir = bench.Start(Items, firstItems: 4);
        await lease.EndAsync();

        // Alive all the same, it joins again and is one of two.
        await heir.ReadsAsync(2);
        await paused.ReadsAsync(2);
        paused.GoOn();
        heir.GoOn();
        await Task.WhenAll(paused.Running, heir.Running).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(All, await bench.NumbersAsync());
    }

    [Fact]
    public async Task When_the_number_of_shares_changes_what_was_read_is_known()
    {
        await using var bench = new ShareBench { Options = new IngestOptions { BatchSize = 3 } };
        await RunAsync(bench, Items[..60]);
        bench.Options.Shares = 4;
        await RunAsync(bench, Items[..120]);
        bench.Options.Shares = 2;
        await RunAsync(bench, Items[..180]);
        bench.Options.ShareBy = ShareKey.Folder;
        await RunAsync(bench, Items[..180]);
        bench.Options.Shares = 1;
        var counts = await RunAsync(bench, Items);

        Assert.Equal(All, await bench.NumbersAsync());
        Assert.Equal(Readings, counts);
        var sources = (await bench.RecordsAsync()).Where(record => record.KindOf() == RecordKind.Reading).Select(record => record.SourceOf()).Distinct().ToArray();
        Assert.Contains("stations", sources);
        Assert.All(sources, source => Assert.NotNull(SourceShare.Find("stations", source)));

        static async Task<long> RunAsync(ShareBench bench, IngestItem[] items)
        {
            await using var instance = bench.Start(items);
            await instance.Running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            return instance.Counts.Read;
        }
    }

    [Fact]
    public async Task A_share_with_something_to_read_is_told_of_before_any_is_read_and_holds_cycles_back()
    {
        await using var bench = new ShareBench { Options = new IngestOptions { BatchSize = 3, Shares = 4 } };
        var folder = bench.Folder("input");
        var items = Items.Select(item => item with { File = Path.Combine(folder, Path.GetFileName(item.File)) }).ToArray();
        var shares = SourceShare.All("stations", bench.Options);
        // Two of the shares have files.
        var waiting = shares.Where(share => items.Any(item => share.Holds(item.File))).Take(2).ToArray();
        items = [.. items.Where(item => waiting.Any(share => share.Holds(item.File)))];
        Array.ForEach([.. items.Select(item => item.File).Distinct()], file => File.WriteAllText(file, ""));
        bench.Options.Paths.Add(folder);
        await using (var instance = bench.Start(items))
        {
            await instance.Running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        var records = await bench.RecordsAsync();
        foreach (var partition in records.GroupBy(record => record.Partition))
        {
            Assert.Equal(waiting.Select(share => share.Name), partition.Take(2).Select(record => record.SourceOf()));
            Assert.All(partition.Take(2), record => Assert.Equal((null, false, ""), Of(record)));
        }

        // However far one of them comes, cycles wait for the other.
        Assert.Empty(ShareBench.Close(records.Where(record => record.SourceOf() == waiting[0].Name || IsAnnouncement(record))));
        Assert.NotEmpty(ShareBench.Close(records));

        // What is known to be read is not announced again.
        var end = records.Count;
        await using (var again = bench.Start(items))
        {
            await again.Running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        Assert.Equal(end, (await bench.RecordsAsync()).Count);

        static (DateTimeOffset?, bool, string) Of(StoredRecord record) =>
            ProgressCodec.FromRecord(record) is var progress ? (progress.Watermark, progress.EndOfStream, progress.ResumePosition) : default;

        static bool IsAnnouncement(StoredRecord record) => record.KindOf() == RecordKind.Progress && Of(record) == (null, false, "");
    }

    private static async Task<List<string>> WindowsOfOneAsync()
    {
        await using var bench = new ShareBench { Options = new IngestOptions { BatchSize = 3 } };
        await using var one = bench.Start(Items);
        await one.Running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return await bench.WindowsAsync();
    }

    private static async Task<string> MetricsAsync(ShareBench.Instance instance)
    {
        using var text = new MemoryStream();
        await instance.Registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
