using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Slams.Core.Observations;
using Slams.Hosting.Ingest;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

public sealed class IngestRunnerTests
{
    private const int Count = 37;

    [Fact]
    public async Task Everything_read_is_in_the_log_and_every_partition_hears_of_the_end()
    {
        await using var bench = new IngestBench();

        var counts = await bench.RunAsync(new ListSource(ListSource.Readings(Count)));

        Assert.Equal(Count, (await bench.ReadingsAsync()).Count);
        Assert.Equal(Count, counts.Read);
        Assert.Equal([0, 1, 2], (await bench.ProgressAsync()).Where(p => p.Progress.EndOfStream).Select(p => p.Partition));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(25)]
    [InlineData(36)]
    public async Task Broken_off_anywhere_and_started_again_the_log_is_as_if_nothing_had_happened(int breakAfter)
    {
        var items = ListSource.Readings(Count);
        await using var unbroken = new IngestBench();
        await unbroken.RunAsync(new ListSource(items));
        await using var broken = new IngestBench();

        await broken.RunAsync(new ListSource(items, breakAfter));
        var before = (await broken.ReadingsAsync()).Count;
        var counts = await broken.RunAsync(new ListSource(items));

        Assert.Equal(breakAfter / 10 * 10, before);
        Assert.Equal(await unbroken.ReadingsAsync(), await broken.ReadingsAsync());
        Assert.Equal(Count, counts.Read);
    }

    [Fact]
    public async Task What_takes_much_memory_goes_in_smaller_batches()
    {
        await using var bench = new IngestBench();
        IngestItem[] items = [.. Enumerable.Range(0, 7).Select(i => ListSource.Reading(i, TimeSpan.FromMinutes(i), bytes: 12 << 20))];

        await bench.RunAsync(new ListSource(items));

        // Three fill a batch; the last has one, and the end.
        var told = (await bench.ProgressAsync()).Where(told => told.Partition == 0);
        Assert.Equal(new long[] { 3, 6, 7 }, told.Select(told => ResumeNote.Parse(told.Progress.ResumePosition)!.Place.Item));
    }

    [Fact]
    public async Task What_comes_live_one_after_the_other_without_an_end_does_not_wait_for_a_full_batch()
    {
        await using var bench = new IngestBench();
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));

        await bench.RunAsync(new SteadySource(ListSource.Readings(Count), clock), batch: 1000, clock: clock, watch: true);

        // Those of a quarter of a second, a tenth of one apart: the fourth is too late.
        var told = (await bench.ProgressAsync()).Where(told => told.Partition == 0).Select(told => ResumeNote.Parse(told.Progress.ResumePosition)!.Others!.Count).ToArray();
        Assert.Equal(10, told.Length);
        Assert.Equal(Count, (await bench.ReadingsAsync()).Count);
    }

    [Fact]
    public async Task What_waits_goes_while_known_files_are_passed_and_says_nothing_of_them()
    {
        await using var bench = new IngestBench();
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        var known = ListSource.Readings(Count);
        await bench.RunAsync(new ListSource(known), batch: 1000, clock: clock);

        // Something new, then those of before, a tenth of a second apart.
        var news = ListSource.Reading(Count, TimeSpan.FromMinutes(Count)) with { File = "new.csv" };
        await bench.RunAsync(new SteadySource([news, .. known], clock), batch: 1000, clock: clock, watch: true);

        var told = (await bench.ProgressAsync()).Where(told => told.Partition == 0).Select(told => ResumeNote.Parse(told.Progress.ResumePosition)!.Place).ToArray();
        Assert.Equal(known[^1].File, told[0].File);
        Assert.Equal(new ResumePlace("new.csv", 1, false), told[1]);
        Assert.Equal((known[^1].File, true), (told[^1].File, told[^1].End));
        Assert.Equal(3, told.Length);
        Assert.Equal(Count + 1, (await bench.ReadingsAsync()).Count);
    }

    [Fact]
    public async Task A_file_is_told_to_be_in_the_log_when_its_last_observation_is_or_when_it_had_none()
    {
        await using var bench = new IngestBench();
        var source = new FilesSource(ListSource.Readings(3), "empty.csv", waits: false);
        var (full, empty) = (source.Files.InLogAsync("full.csv"), source.Files.InLogAsync("empty.csv"));

        // The process is killed at its first record.
        await bench.RunAsync(source, through: log => new FaultyLog(log) { RecordsUntilKilled = 0 }, watch: true);
        Assert.False(full.IsCompleted || empty.IsCompleted);

        source = new FilesSource(ListSource.Readings(3), "empty.csv", waits: true);
        (full, empty) = (source.Files.InLogAsync("full.csv"), source.Files.InLogAsync("empty.csv"));
        await bench.RunAsync(source, watch: true);
        await Task.WhenAll(full, empty).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(3, (await bench.ReadingsAsync()).Count);
    }

    [Fact]
    public async Task A_source_that_had_ended_adds_nothing_and_is_counted_again()
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(ListSource.Readings(Count)));
        var progress = (await bench.ProgressAsync()).Count;

        var counts = await bench.RunAsync(new ListSource(ListSource.Readings(Count)));

        Assert.Equal(Count, (await bench.ReadingsAsync()).Count);
        Assert.Equal(progress, (await bench.ProgressAsync()).Count);
        Assert.Equal(Count, counts.Read);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(20)]
    public async Task News_of_a_source_that_had_ended_end_too_also_where_they_fill_their_batches(int news)
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(ListSource.Readings(Count)));

        await bench.RunAsync(new ListSource(ListSource.Readings(Count + news)));

        Assert.Equal(Count + news, (await bench.ReadingsAsync()).Count);
        Assert.All((await bench.ProgressAsync()).GroupBy(p => p.Partition), of => Assert.True(of.Last().Progress.EndOfStream));
    }

    [Fact]
    public async Task What_cannot_be_read_becomes_a_dead_letter_and_its_neighbours_stay()
    {
        var items = ListSource.Readings(5);
        items[2] = ListSource.Broken(2, "the time is unreadable");
        await using var bench = new IngestBench();

        var counts = await bench.RunAsync(new ListSource(items));

        var letter = Assert.Single(await bench.DeadLettersAsync());
        Assert.Equal(("file-00.csv", 2, "the time is unreadable"), (letter.Source, letter.Record, letter.Reason));
        Assert.Equal("bytes"u8.ToArray(), letter.Raw.ToArray());
        Assert.Equal([0, 1, 3, 4], (await bench.ReadingsAsync()).Select(r => r.Reading.SourceRecord).Order());
        Assert.Equal((5, 4, 1), (counts.Read, counts.Used, counts.DeadLetters));
    }

    [Fact]
    public async Task Counts_add_up_and_metrics_say_the_same()
    {
        IngestItem[] items = [.. ListSource.Readings(6), ListSource.Reading(6, TimeSpan.FromMinutes(6), QualityFlag.GrossError),
            ListSource.Reading(7, TimeSpan.FromMinutes(7), QualityFlag.Passive), ListSource.Broken(8, "torn")];
        await using var bench = new IngestBench();

        var counts = await bench.RunAsync(new ListSource(items));

        Assert.Equal((9, 7, 1, 1), (counts.Read, counts.Used, counts.Flagged, counts.DeadLetters));
        Assert.Equal(counts.Read, counts.Used + counts.Flagged + counts.DeadLetters);
        Assert.Equal(1, counts.Of(QualityFlag.GrossError));
        using var text = new MemoryStream();
        await bench.Registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var exported = System.Text.Encoding.UTF8.GetString(text.ToArray());
        Assert.Contains("slams_obs_received_total{source=\"stations\",format=\"csv\",flag=\"Assimilated\"} 6\n", exported, StringComparison.Ordinal);
        Assert.Contains("slams_obs_received_total{source=\"stations\",format=\"csv\",flag=\"Passive\"} 1\n", exported, StringComparison.Ordinal);
        Assert.Contains("slams_obs_received_total{source=\"stations\",format=\"csv\",flag=\"GrossError\"} 1\n", exported, StringComparison.Ordinal);
        Assert.Contains("slams_dead_letters_total{source=\"stations\",reason=\"record\"} 1\n", exported, StringComparison.Ordinal);
        Assert.Contains("slams_obs_age_seconds_count{source=\"stations\"} 8\n", exported, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"slams_source_newest_timestamp_seconds{{source=\"stations\"}} {items[7].EventTime!.Value.ToUnixTimeSeconds()}\n"), exported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_whose_cycle_its_own_source_has_closed_is_marked_late()
    {
        IngestItem[] items = [ListSource.Reading(0, TimeSpan.FromHours(1)), ListSource.Reading(1, TimeSpan.FromHours(4.5)), ListSource.Reading(2, TimeSpan.FromHours(2))];
        await using var bench = new IngestBench();

        await bench.RunAsync(new ListSource(items));

        var late = Assert.Single(await bench.ReadingsAsync(), r => r.Reading.Flag == QualityFlag.Late);
        Assert.Equal(2, late.Reading.SourceRecord);
    }

    /// <summary>Delivers something every tenth of a second.</summary>
    private sealed class SteadySource(IReadOnlyList<IngestItem> items, FakeTimeProvider clock) : IIngestSource
    {
        public string Name => "stations";

        public string Topic => "test.readings";

        public int Partitions => 3;

        public async IAsyncEnumerable<IngestItem> ReadAsync(IReadOnlyList<string> readBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var item in items)
            {
                yield return item;
                await Task.CompletedTask;
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>Two files, the second without observations; it may wait until both are in the log.</summary>
    private sealed class FilesSource(IReadOnlyList<IngestItem> items, string empty, bool waits) : IIngestSource
    {
        public string Name => "stations";

        public string Topic => "test.readings";

        public int Partitions => 3;

        public InputBacklog Files { get; } = new([], followLinks: false);

        public InputBacklog? Backlog => Files;

        public async IAsyncEnumerable<IngestItem> ReadAsync(IReadOnlyList<string> readBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var item in items)
            {
                yield return item with { File = "full.csv" };
            }

            Files.Read("full.csv");
            await InLogAsync("full.csv");
            Files.Read(empty);
            await InLogAsync(empty);

            Task InLogAsync(string file) => waits ? Files.InLogAsync(file).WaitAsync(TimeSpan.FromSeconds(10), cancellationToken) : Task.CompletedTask;
        }
    }
}
