using FsCheck.Xunit;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Core.Windows.Stores;

namespace Slams.Core.Tests.Windows.Stores;

/// <summary>Packed or plain: nobody can tell from outside.</summary>
public sealed class ObservationStoreTests
{
    private static readonly ObservationIdentity Identity = new();
    private static readonly ObservationOrder Order = new();
    private static readonly DateTimeOffset Start = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 300)]
    public void Holds_what_a_plain_store_holds(int seed)
    {
        var any = new AnyReadings(seed);
        var (packed, plain) = (new ObservationStore(Identity, new(any.Pick(0, 30, 1000))), new PlainStore<Observation>(Identity));
        var partitions = new[] { 0, 1, 5 }.Select(slot => new PartitionState(new SourcePartition("readings", slot), slot, 0, 0)).ToArray();
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 100; number++)
            {
                var item = new WindowItem<Observation>(Next(any), any.Pick(partitions), any.Pick(7, 8, 1L << 40) + number);
                var order = any.Pick(Order, Order, (ObservationOrder?)null);
                Assert.Equal(plain.Add(item, order), packed.Add(item, order));
                Assert.Equal(plain.Count, packed.Count);
            }

            Assert.Equal(Content(plain), Content(packed));
            plain.Clear();
            packed.Clear();
            Assert.Equal(0, packed.Count);
            Assert.Empty(Content(packed));
        }
    }

    [Property(MaxTest = 100)]
    public void Windows_and_revisions_are_the_same(int seed, bool revise)
    {
        var options = new WindowOptions { IdleTimeout = Timeout.InfiniteTimeSpan, RevisionBound = TimeSpan.FromHours(revise ? 12 : 0) };
        var plain = Run(seed, new WindowCore<Observation>(options, Identity, Order));
        var size = new NetworkSize(seed % 3 * 10);
        Assert.Equal(plain, Run(seed, new WindowCore<Observation>(options, () => new ObservationStore(Identity, size), Order, null)));
        Assert.Equal(plain, Run(seed, ObservationWindows.Create(options)));
        Assert.NotEmpty(plain);
    }

    [Fact]
    public void Few_readings_stay_as_they_are_and_many_are_packed_in_the_next_window_too()
    {
        var size = new NetworkSize(2);
        var store = new ObservationStore(Identity, size);
        var partition = new PartitionState(new SourcePartition("readings", 0), 0, 0, 0);
        StationReading[] readings = [.. Enumerable.Range(0, 3).Select(number => new StationReading { StationId = $"{number}", Time = Start })];
        Add(readings[0]);
        Add(readings[1]);
        Assert.Equal(readings[..2], Content(store).Select(item => item.Content), ReferenceEqualityComparer.Instance);

        Add(readings[2]);
        Assert.DoesNotContain(Content(store), item => readings.Any(reading => ReferenceEquals(reading, item.Content)));
        Assert.Equal(readings, Content(store).Select(item => item.Content));

        store = new ObservationStore(Identity, size);
        Add(readings[0]);
        Assert.NotSame(readings[0], Assert.Single(Content(store)).Content);

        void Add(StationReading reading) => store.Add(new WindowItem<Observation>(Observation.Of(reading), partition, 0), Order);
    }

    /// <summary>10,000 stations that report six times each, as within a window of six hours.</summary>
    [Fact]
    public void A_reading_takes_64_bytes_at_most()
    {
        const int stations = 10_000, times = 6;
        var random = new Random(1);
        var store = new ObservationStore(Identity, new(0));
        var partition = new PartitionState(new SourcePartition("readings", 0), 0, 0, 0);
        var readings = (
            from time in Enumerable.Range(0, times)
            let source = $"synop_{time}.txt"
            from station in Enumerable.Range(0, stations)
            select new StationReading
            {
                StationId = $"{station:00000}",
                Time = Start.AddHours(time),
                LatitudeDegrees = station / 100.0,
                LongitudeDegrees = station / -300.0,
                ElevationMetres = station % 3000,
                AirTemperatureK = Math.Round(230 + (random.NextDouble() * 90), 2),
                DewPointK = Math.Round(230 + (random.NextDouble() * 90), 2),
                SurfacePressurePa = random.Next(9_000, 10_500) * 10,
                WindSpeedMetresPerSecond = Math.Round(random.NextDouble() * 20, 2),
                WindFromDirectionDegrees = random.Next(1, 37) * 10,
                Precipitation6hMm = time == 0 ? random.Next(100) / 10.0 : null,
                Source = source,
                SourceRecord = station + 1,
                Flag = QualityFlag.Passive,
            }).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < readings.Length; number++)
        {
            store.Add(new WindowItem<Observation>(Observation.Of(readings[number]), partition, number), Order);
        }

        Assert.InRange((double)(GC.GetAllocatedBytesForCurrentThread() - before) / store.Count, 1, 64);
        Assert.Equal(readings.Length, store.Count);
    }

    private static List<(object? Content, PartitionState Partition, long Offset)> Content(IItemStore<Observation> store)
    {
        var items = new WindowItem<Observation>[store.Count];
        store.CopyTo(items);
        Array.Sort(items, (left, right) => left.CompareTo(right, Order));
        return [.. items.Select(item => (Content(item.Item), item.Partition, item.Offset))];
    }

    private static object? Content(Observation item) => (object?)item.Reading ?? item.Frame;

    private static Observation Next(AnyReadings any) => any.Pick(0, 1, 2, 3, 4) switch
    {
        0 => Observation.Of(any.Next(timeless: true)),
        1 => Observation.Of(Frame(any.Pick(1, 2), any.Pick("file", "other"))),
        _ => Observation.Of(any.NextOfFew()),
    };

    private static SatelliteFrame Frame(int minute, string source) => new()
    {
        Platform = "noaa",
        Quantity = FrameQuantity.OutgoingLongwaveFlux,
        Time = Start.AddMinutes(minute),
        Rows = 1,
        Columns = 1,
        Values = [240],
        ValidFraction = [1],
        SampleCount = [4],
        Source = source,
    };

    /// <summary>Readings and frames over a day in three partitions, in some disorder, with copies and late ones; all that comes out, as text.</summary>
    private static List<string> Run(int seed, WindowCore<Observation> core)
    {
        var (any, closed) = (new AnyReadings(seed), new List<string>());
        for (var number = 0; number < 300; number++)
        {
            var time = Start.AddMinutes((number * 5) - any.Pick(0, 10, 400));
            var item = any.Pick(0, 1, 2, 3) == 0
                ? Observation.Of(Frame(0, any.Pick("file", "other")) with { Time = time })
                : Observation.Of(any.NextOfFew() with { Time = time });
            Add(item, number);
            if (any.Pick(0, 1, 2) == 0)
            {
                Add(item, number);
            }

            Close();
        }

        foreach (var partition in Enumerable.Range(0, 3))
        {
            core.Progress(At(partition, int.MaxValue), null, end: true, Start.AddDays(2));
        }

        Close();
        closed.Add(core.Counts.ToString());
        return closed;

        void Add(Observation item, int number) => core.Add(At(number % 3, number), item.EventTime, Start.AddDays(2), item);

        void Close()
        {
            while (core.TryClose(out var window))
            {
                window = window.WithCorrections();
                closed.Add($"{window.Cycle} {window.Revision} {window.Duplicates} {string.Join(' ', window.Offsets)}");
                closed.AddRange(window.Items.Select(item => $"{Content(item)}"));
                closed.AddRange(window.Added.Select(item => $"added {Content(item)}"));
                closed.AddRange(core.Checkpoint(window.Cycle).LowWater.Select(position => $"{position}"));
            }
        }
    }

    private static SourceOffset At(int partition, long offset) => new(new SourcePartition("readings", partition), offset, "source");
}
