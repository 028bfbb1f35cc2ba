using System.Globalization;
using Slams.Benchmarks.Reports;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Benchmarks.WindowRates;

/// <summary>
/// Readings per second through the window core alone, in one thread: added, without copies, closed in order and checkpointed. Beside it a plain
/// loop puts the same readings into a list for each cycle and sorts these at the end. And the memory that open windows take for each reading.
/// </summary>
/// <param name="stations">Stations of the network.</param>
/// <param name="output">Is written to.</param>
internal sealed class WindowBenchmark(int stations, TextWriter output)
{
    private const int Partitions = 4, Hours = 48, Rounds = 9, WarmUps = 2;
    private static readonly DateTimeOffset Start = CycleSchedule.SixHourly.CycleAt(new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero)).WindowStart.AddHours(1);
    private static readonly DateTimeOffset Arrived = Start.AddYears(1);
    private static readonly WindowOptions Options = new() { AllowedDisorder = TimeSpan.FromMinutes(90), IdleTimeout = Timeout.InfiniteTimeSpan };

    public static async Task<IReadOnlyList<Figure>> RunAsync(TextWriter output)
    {
        const int stations = 10_000;
        var benchmark = new WindowBenchmark(stations, output);
        var held = benchmark.MeasureMemory();
        return [await benchmark.MeasureRateAsync(), .. held];
    }

    private async Task<Figure> MeasureRateAsync()
    {
        Arrival[] arrivals = [.. Arrival.Lay(new Network(stations, Start, 60).Arriving(Hours), Partitions)];
        var (core, plain) = (new List<Timing>(), new List<Timing>());
        var medians = await Interleaved.MeasureAsync(Rounds, () => TimeAsync(core, () => Core(arrivals)), () => TimeAsync(plain, () => Plain(arrivals)), WarmUps);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var counts = Core(arrivals);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        output.WriteLine(Invariant($"windows: {arrivals.Length} readings of {stations} stations, hourly, medians of {Rounds} rounds in turns after {WarmUps} uncounted, one thread"));
        output.WriteLine("                      readings/s   lowest to highest        of CPU time   ratio   of CPU time   allocated, bytes each");
        output.WriteLine(Invariant($"  window core   {Columns(medians.First, core)} {medians.Ratio,7:0.00} {medians.CpuRatio,13:0.00} {(double)allocated / arrivals.Length,23:0}"));
        output.WriteLine(Invariant($"  list and sort {Columns(medians.Second, plain)}"));
        output.WriteLine(Invariant($"  {counts.Windowed} in windows, {counts.Duplicate} copies, {counts.Late} late"));
        return Figure.Of("readings through windows by one core", "1/s", core.Skip(WarmUps).Select(timing => arrivals.Length / timing.Seconds), Wanted.AtLeast(1e6));

        string Columns(Timing median, List<Timing> all) => Invariant(
            $"{arrivals.Length / median.Seconds,16:N0} {arrivals.Length / all.Skip(WarmUps).Max(t => t.Seconds),9:N0} to {arrivals.Length / all.Skip(WarmUps).Min(t => t.Seconds),9:N0} {arrivals.Length / median.CpuSeconds,18:N0}");
    }

    private List<Figure> MeasureMemory()
    {
        var figures = new List<Figure>();
        output.WriteLine("windows, held   readings in open windows   of each station   bytes held each");
        foreach (var (minutesApart, hours) in new[] { (60, 1), (60, 6), (60, 9), (10, 6) })
        {
            var core = Create();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            FillAsFromLog(core, minutesApart, hours);
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            output.WriteLine(Invariant($"                {core.Holding,24} {hours * 60 / minutesApart,17} {(double)held / core.Holding,17:0.0}"));
            // Windows that hold few readings do not pack them.
            figures.Add(Figure.Of(
                Invariant($"held for each of {core.Holding} readings in open windows"), "B", (double)held / core.Holding, hours > 1 ? Wanted.AtMost(64) : null));
        }

        return figures;
    }

    /// <summary>Each reading is written as a message and read as from the log: its texts are those that the decoder makes.</summary>
    private void FillAsFromLog(WindowCore<Observation> core, int minutesApart, int hours)
    {
        var decoder = new ReadingDecoder();
        var none = new Dictionary<string, string>();
        foreach (var (at, written) in Arrival.Lay(new Network(stations, Start, minutesApart).Arriving(hours * 60 / minutesApart), Partitions))
        {
            var value = ReadingCodec.ToRecord(written).Value;
            var record = new StoredRecord(at.Partition.Topic, at.Partition.Partition, at.Offset, null, value, written.Time!.Value, none);
            Add(core, at, decoder.TryRead(record, RecordKind.Reading)!);
        }
    }

    private static WindowCounts Core(Arrival[] arrivals)
    {
        var core = Create();
        for (var index = 0; index < arrivals.Length; index++)
        {
            Add(core, arrivals[index].At, arrivals[index].Reading);
            if (index % Arrival.Batch == 0)
            {
                Close(core);
            }
        }

        for (var partition = 0; partition < Partitions; partition++)
        {
            core.Progress(Arrival.End(partition), null, end: true, Arrived);
        }

        Close(core);
        return core.Counts;
    }

    private static void Plain(Arrival[] arrivals)
    {
        var lists = new Dictionary<long, List<StationReading>>();
        var schedule = Options.Schedule;
        foreach (var (_, reading) in arrivals)
        {
            var cycle = schedule.CycleAt(reading.Time!.Value).Index;
            if (!lists.TryGetValue(cycle, out var list))
            {
                lists.Add(cycle, list = []);
            }

            list.Add(reading);
        }

        foreach (var list in lists.Values)
        {
            list.Sort((left, right) =>
            {
                var station = string.CompareOrdinal(left.StationId, right.StationId);
                return station != 0 ? station : Nullable.Compare(left.Time, right.Time);
            });
        }
    }

    private static WindowCore<Observation> Create()
    {
        var core = ObservationWindows.Create(Options);
        for (var partition = 0; partition < Partitions; partition++)
        {
            core.Assign(Arrival.End(partition).Partition, Arrived);
        }

        return core;
    }

    private static void Add(WindowCore<Observation> core, SourceOffset at, StationReading reading)
    {
        var observation = Observation.Of(reading);
        core.Add(at, observation.EventTime, Arrived, observation, LateHandling.SetAside);
    }

    private static void Close(WindowCore<Observation> core)
    {
        while (core.TryClose(out var window))
        {
            core.Checkpoint(window.Cycle);
        }
    }

    private static async Task<Timing> TimeAsync(List<Timing> all, Action work)
    {
        var timing = await Timing.OfAsync(() =>
        {
            work();
            return Task.CompletedTask;
        });
        all.Add(timing);
        return timing;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
