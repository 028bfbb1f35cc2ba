using System.Globalization;
using Slams.Benchmarks.Reports;

namespace Slams.Benchmarks.FormatRates;

/// <summary>
/// Readings per second of one core by each format, what is allocated for each of them, and the speed of another decoder on the same bytes.
/// Nothing is judged, encoded or appended: only the readers work.
/// </summary>
/// <param name="seconds">About how long each timing lasts; 0 reads each content once.</param>
/// <param name="rounds">Timings of each.</param>
/// <param name="output">Where the table goes.</param>
internal sealed class FormatBenchmark(double seconds, int rounds, TextWriter output)
{
    /// <param name="output">Where the table goes.</param>
    /// <param name="brief">Half the time, and fewer rounds.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(TextWriter output, bool brief = false)
    {
        var (readings, rounds, seconds) = brief ? (20_000, 3, 0.1) : (20_000, 5, 0.2);
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            var cases = new FormatCases(folder.FullName, output);
            var figures = await new FormatBenchmark(seconds, rounds, output).RunAsync(cases.Made(readings).Append(cases.Image()).Concat(cases.Real()));
            return [.. figures, .. cases.LeftOut];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Times all, in order.</summary>
    /// <exception cref="InvalidDataException">A reader makes nothing of its content.</exception>
    public async Task<IReadOnlyList<Figure>> RunAsync(IEnumerable<FormatCase> cases)
    {
        var figures = new List<Figure>();
        output.WriteLine(Invariant($"formats: medians of {rounds} rounds in turns, CPU time of all threads"));
        output.WriteLine("                         units       bytes  units/s of a core  allocated     MB/s   beside               MB/s   ratio  unreadable");
        foreach (var item in cases)
        {
            figures.AddRange(await MeasureAsync(item));
        }

        output.WriteLine("  units: readings; of soundings levels, of frames pixels. bytes: decompressed, per unit. allocated: bytes per unit. ratio: to the other decoder's speed");
        return figures;
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync(FormatCase item)
    {
        var counts = await item.Read();
        if (counts.Units == 0)
        {
            throw new InvalidDataException($"{item.Name}: nothing was read.");
        }

        var beside = item.Beside?.Read ?? (() => { });
        var (ours, theirs) = (await RepetitionsAsync(item.Read), item.Beside is null ? 0 : await RepetitionsAsync(Once));
        var (firsts, others) = (new List<Timing>(), new List<Timing>());
        var measured = await Interleaved.MeasureAsync(
            rounds, () => KeepAsync(firsts, item.Read, ours), () => KeepAsync(others, Once, theirs), warmUps: 0);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        await item.Read();
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        var cpu = measured.First.CpuSeconds / ours;
        output.Write(Invariant($"  {item.Name,-20} {item.Unit,-8} {(double)item.Bytes / counts.Units,9:0.0} {counts.Units / cpu,18:N0} {(double)allocated / counts.Units,10:0.0} {item.Bytes / cpu / 1e6,8:0.0}"));
        output.WriteLine(item.Beside is { } other
            ? Invariant($"   {other.Name,-18} {item.Bytes / (measured.Second.CpuSeconds / theirs) / 1e6,6:0} {measured.CpuRatio * ours / theirs,7:0.000} {counts.Unreadable,11}")
            : Invariant($"   {"-",-18} {"",6} {"",7} {counts.Unreadable,11}"));
        var rate = Figure.Of($"{item.Name}: {item.Unit} by a core", "1/s", firsts.Select(timing => counts.Units * ours / timing.CpuSeconds));
        return item.Beside is { } beaten
            ? [rate, Figure.Of($"{item.Name}: speed beside {beaten.Name}", "", firsts.Zip(others, (first, second) => second.CpuSeconds / theirs / (first.CpuSeconds / ours)))]
            : [rate];

        Task Once()
        {
            beside();
            return Task.CompletedTask;
        }
    }

    private static async Task<Timing> KeepAsync(List<Timing> all, Func<Task> work, int times)
    {
        var timing = await Timing.OfAsync(() => RepeatAsync(work, times));
        all.Add(timing);
        return timing;
    }

    /// <summary>How often a work is to be done in a timing. Meanwhile its code is compiled for good.</summary>
    private async Task<int> RepetitionsAsync(Func<Task> work)
    {
        const double warmUp = 3;
        if (seconds == 0 || await ForAsync(warmUp * seconds) == 1)
        {
            return 1;
        }

        var clock = Timing.Begin();
        var count = await ForAsync(seconds / 2);
        return Math.Max(1, (int)(seconds * count / clock().Seconds));

        async Task<int> ForAsync(double duration)
        {
            var (times, since) = (0, Timing.Begin());
            do
            {
                await work();
                times++;
            }
            while (since().Seconds < duration);

            return times;
        }
    }

    private static async Task RepeatAsync(Func<Task> work, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await work();
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
