using Slams.Hosting.Ingest;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

/// <summary>A process that is killed while a broker takes its batch leaves some partitions of it behind.</summary>
public sealed class TornBatchTests
{
    private const int Partitions = 3, Batch = 5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_after_any_record_and_started_again_the_log_is_as_if_nothing_had_happened(bool lastPartitionFirst)
    {
        var items = ListSource.Readings(13);
        items[2] = ListSource.Broken(2, "torn");
        items[5] = ListSource.Profile(5);
        items[9] = ListSource.Broken(9, "torn as well");
        await using var unbroken = new IngestBench();
        await unbroken.RunAsync(new ListSource(items), Batch);
        var expected = await unbroken.RecordsAsync();

        for (var records = 0; records < expected.Count + 2; records++)
        {
            await using var broken = new IngestBench();
            await broken.RunAsync(new ListSource(items), Batch, log => new FaultyLog(log) { RecordsUntilKilled = records, LastPartitionFirst = lastPartitionFirst });
            Assert.NotEqual(expected, await broken.RecordsAsync());

            var counts = await broken.RunAsync(new ListSource(items), Batch);

            Assert.Equal(expected, await broken.RecordsAsync());
            Assert.Equal([2, 9], (await broken.DeadLettersAsync()).Select(letter => letter.Record));
            Assert.Equal(items.Length, counts.Read);
        }
    }

    [Fact]
    public async Task Killed_twice_in_the_same_batch_nothing_is_lost_or_doubled()
    {
        var items = ListSource.Readings(25);
        await using var unbroken = new IngestBench();
        await unbroken.RunAsync(new ListSource(items));
        await using var broken = new IngestBench();

        await broken.RunAsync(new ListSource(items), through: log => new FaultyLog(log) { RecordsUntilKilled = 15 });
        await broken.RunAsync(new ListSource(items), through: log => new FaultyLog(log) { RecordsUntilKilled = 3, LastPartitionFirst = true });
        await broken.RunAsync(new ListSource(items));

        Assert.Equal(await unbroken.RecordsAsync(), await broken.RecordsAsync());
    }

    [Fact]
    public async Task A_source_that_reads_otherwise_than_before_repeats_rather_than_loses()
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(ListSource.Readings(10)), through: log => new FaultyLog(log) { RecordsUntilKilled = 8 });
        IngestItem[] others = [.. ListSource.Readings(30).Skip(20)];

        await bench.RunAsync(new ListSource(others));

        Assert.Superset(
            Enumerable.Range(20, 10).Select(n => (long)n).ToHashSet(), (await bench.ReadingsAsync()).Select(found => found.Reading.SourceRecord).ToHashSet());
    }

    [Fact]
    public async Task What_a_source_that_had_ended_finds_at_its_next_start_is_appended_whole()
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(ListSource.Readings(12)));

        await bench.RunAsync(new ListSource(ListSource.Readings(37)));

        Assert.Equal(37, (await bench.ReadingsAsync()).Count);
        Assert.Equal(2 * Partitions, (await bench.ProgressAsync()).Count(told => told.Progress.EndOfStream));
    }
}
