using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Hosting.Ingest;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

/// <summary>A source says with every batch, in all of its partitions, up to when its cycles are complete.</summary>
public sealed class SourceWatermarkTests
{
    private const int Partitions = 3, Batch = 5;
    private static readonly TimeSpan Disorder = TimeSpan.FromMinutes(90);

    // One key, as the frames of a single platform have: two of the three partitions never get an observation.
    private static readonly IngestItem[] OneStation = [.. Enumerable.Range(0, 30).Select(hour => ListSource.Reading(hour * 10, TimeSpan.FromHours(hour)))];

    [Fact]
    public async Task Every_partition_is_told_the_watermark_of_the_source()
    {
        await using var bench = new IngestBench();

        await bench.RunAsync(new ListSource(OneStation), Batch);

        var told = (await bench.ProgressAsync()).Where(told => !told.Progress.EndOfStream).ToArray();
        Assert.Equal(Partitions * OneStation.Length / Batch, told.Length);
        foreach (var partition in told.GroupBy(told => told.Partition))
        {
            Assert.Equal(OneStation.Chunk(Batch).Select(batch => batch[^1].EventTime - Disorder), partition.Select(told => told.Progress.Watermark));
        }
    }

    [Fact]
    public async Task Partitions_without_observations_do_not_hold_cycles_back_while_the_source_goes_on()
    {
        await using var bench = new IngestBench();
        await bench.RunAsync(new ListSource(OneStation), Batch);
        // No clock can help: no source is ever idle here, and none has ended yet.
        var core = ObservationWindows.Create(new WindowOptions { AllowedDisorder = Disorder, IdleTimeout = Timeout.InfiniteTimeSpan });
        var now = OneStation[^1].EventTime!.Value.AddYears(1);
        for (var partition = 0; partition < Partitions; partition++)
        {
            core.Assign(new SourcePartition("readings", partition), now);
        }

        foreach (var (partition, offset, reading) in await bench.ReadingsAsync())
        {
            core.Add(At(partition, offset), reading.Time, now, Observation.Of(reading));
        }

        Assert.False(core.TryClose(out _));
        foreach (var ((partition, progress), number) in (await bench.ProgressAsync()).Where(told => !told.Progress.EndOfStream).Select((told, number) => (told, number)))
        {
            core.Progress(At(partition, 1000 + number), progress.Watermark, progress.EndOfStream, now);
        }

        var closed = new List<int>();
        while (core.TryClose(out var window))
        {
            closed.Add(window.Items.Count);
        }

        // 29 h have been reached: windows to 3, 9, 15, 21 and 27 h, of which the source may still add nothing.
        Assert.Equal([4, 6, 6, 6, 6], closed);
    }

    [Fact]
    public async Task A_time_far_ahead_of_the_clock_makes_nothing_late_and_no_watermark()
    {
        IngestItem[] items = [.. OneStation[..10], ListSource.Reading(105, TimeSpan.FromDays(40 * 365)), .. OneStation[10..]];
        await using var bench = new IngestBench();
        var clock = new JumpingClock();

        await bench.RunAsync(new ListSource(items), Batch, speed: 60, clock: clock);

        Assert.All(await bench.ReadingsAsync(), read => Assert.NotEqual(QualityFlag.Late, read.Reading.Flag));
        Assert.All(await bench.ProgressAsync(), told => Assert.True(told.Progress.Watermark <= OneStation[^1].EventTime));
        Assert.True(clock.GetUtcNow() < new DateTimeOffset(1987, 2, 2, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(29)]
    public async Task A_source_at_a_pace_that_is_broken_off_while_it_waits_loses_nothing(int breakAfter)
    {
        await using var bench = new IngestBench();
        var clock = new JumpingClock();

        await bench.RunAsync(new ListSource(OneStation, breakAfter), Batch, speed: 60, clock: clock);
        Assert.Equal(breakAfter - 1, clock.Waits);
        await bench.RunAsync(new ListSource(OneStation), Batch, speed: 60, clock: clock);

        Assert.Equal(OneStation.Length, (await bench.ReadingsAsync()).Count);
    }

    private static SourceOffset At(int partition, long offset) => new(new SourcePartition("readings", partition), offset, "stations");
}
