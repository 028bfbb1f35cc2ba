using System.Globalization;
using System.Text.Json;
using Slams.Benchmarks.Reports;

namespace Slams.Benchmarks.Sizes;

/// <summary>
/// Seconds and memory of a cycle at the size of the paper, by the code of the service with an untrained model of that size, and what cycles cost that have more or fewer members,
/// steps, cells and stations: a line by least squares through each, over a factor of 16. Cost is CPU time, as members are sampled by fours and fewer than two batches leave a core idle.
/// </summary>
internal sealed class SizeBenchmark(SizeOptions options, BlankModels models, SizeRunner runner, TextWriter output)
{
    private const double Seconds = 60, Megabytes = 4000, Departure = 0.1;
    private static readonly SizePoint Base = new(48, 96, 16, 5, 1200);

    private static readonly (string Name, string Of, Func<SizePoint, double> Size, SizePoint[] Points)[] Lines =
    [
        ("members", "members", point => point.Members, [.. new[] { 4, 8, 16, 32, 64 }.Select(members => Base with { Members = members })]),
        ("steps", "steps", point => point.Steps, [.. new[] { 2, 4, 8, 16, 32 }.Select(steps => Base with { Steps = steps })]),
        ("cells", "cells", point => point.Cells,
            [.. new[] { (32, 64), (48, 96), (64, 128), (96, 192), (128, 256) }.Select(grid => Base with { Rows = grid.Item1, Columns = grid.Item2 })]),
        ("stations", "stations", point => point.Stations, [.. new[] { 1200, 4800, 19_200 }.Select(stations => Base with { Stations = stations })]),
    ];

    /// <summary>Measures and prints; the figures are those of the paper's size and of each line.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(SizeOptions options, TextWriter output)
    {
        var folder = options.Models is null ? Directory.CreateTempSubdirectory("slams-size-") : null;
        try
        {
            var models = new BlankModels(options.Models ?? folder!.FullName);
            var runner = new SizeRunner(models, options.Cycles);
            var figures = await new SizeBenchmark(options, models, runner, output).RunAsync();
            if (options.Out is { } path)
            {
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(runner.Measured));
            }

            return figures;
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        output.WriteLine(Invariant($"size: medians of {options.Cycles} cycles after 1 uncounted, {Environment.ProcessorCount} cores, untrained models, levels {SizePoint.Levels} hPa, each size in a process of its own"));
        output.WriteLine("                 grid  members  steps  stations  assimilated  s a cycle     lowest, highest  CPU s   sample   decode  peak MB");
        if (options.Only.Contains("paper"))
        {
            var paper = await ReportAsync("paper", SizePoint.Paper);
            figures.Add(Figure.Of("a cycle of 120×240 cells, 10 levels, 16 members", "s", paper.Seconds, Wanted.AtMost(Seconds)));
            figures.Add(Figure.Of("largest resident memory of it", "MB", paper.PeakMegabytes, Wanted.AtMost(Megabytes)));
        }

        if (options.Only.Contains("service"))
        {
            var (cycles, seconds, peak) = await ServiceAtSize.RunAsync(await models.OfAsync(SizePoint.Paper.Rows, SizePoint.Paper.Columns), SizePoint.Paper, options.Cycles + 1);
            output.WriteLine(Invariant($"  service: slams replay, {cycles} cycles of that size, {seconds:0.0} s a cycle with start, files and log, {peak:0} MB at the most"));
            figures.Add(Figure.Of("slams replay at that size, a cycle with start, files and log", "s", seconds, Wanted.AtMost(Seconds)));
            figures.Add(Figure.Of("largest resident memory of the replay", "MB", peak, Wanted.AtMost(Megabytes)));
        }

        if (options.Only.Contains("dense"))
        {
            var dense = await ReportAsync("dense", SizePoint.Dense);
            figures.Add(Figure.Of("the same with a million stations", "s", dense.Seconds));
            figures.Add(Figure.Of("largest resident memory of that", "MB", dense.PeakMegabytes));
        }

        foreach (var (name, of, size, points) in Lines.Where(line => options.Only.Contains(line.Name)))
        {
            var costs = new List<(double X, double Y)>();
            foreach (var point in points)
            {
                costs.Add((size(point), Timing.Median((await ReportAsync(name, point)).CpuSeconds)));
            }

            var fit = LineFit.Of(costs);
            output.WriteLine(Invariant($"  {name}: CPU s = {fit.Intercept:0.000} + {fit.Slope:0.000000} × {of}; largest departure {fit.LargestDeparture:0.0%}; cost of one of the most, over that of the fewest: {fit.UnitCostRatio:0.00}"));
            figures.Add(Figure.Of($"{name}: largest departure from a line, {costs[0].X:0} to {costs[^1].X:0}", "", fit.LargestDeparture, Wanted.AtMost(Departure)));
            figures.Add(Figure.Of($"{name}: cost of one of the most, over that of the fewest", "", fit.UnitCostRatio));
        }

        return figures;
    }

    private async Task<SizeResult> ReportAsync(string line, SizePoint point)
    {
        var result = await runner.MeasureAsync(point);
        var grid = Invariant($"{point.Rows}×{point.Columns}");
        output.WriteLine(Invariant(
            $"  {line,-9} {grid,9} {point.Members,8} {point.Steps,6} {point.Stations,9} {result.Assimilated,12:0} {Timing.Median(result.Seconds),10:0.00} {result.Seconds.Min(),10:0.00} {result.Seconds.Max(),8:0.00} {Timing.Median(result.CpuSeconds),6:0.0} {result.StageSeconds["sample"],8:0.00} {result.StageSeconds["decode"],8:0.00} {result.PeakMegabytes,8:0}"));
        return result;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
