using Slams.Benchmarks.Reports;

namespace Slams.Benchmarks;

/// <summary>
/// Two works timed in turns, so that whatever else the machine does falls on both alike. Each is run before, uncounted; who
/// goes first changes from round to round.
/// </summary>
/// <param name="First">Medians of the first.</param>
/// <param name="Second">Medians of the second.</param>
/// <param name="Ratio">Median over the rounds of the second's time by the first's: the speed of the first in terms of the second's.</param>
/// <param name="CpuRatio">The same of CPU time.</param>
internal sealed record Interleaved(Timing First, Timing Second, double Ratio, double CpuRatio)
{
    /// <summary>Lowest of the rounds' ratios.</summary>
    public required double LowestRatio { get; init; }

    /// <summary>Highest of them.</summary>
    public required double HighestRatio { get; init; }

    /// <summary>The ratio as a result.</summary>
    public Figure ToFigure(string name, Wanted? wanted = null) => new(name, "") { Median = Ratio, Lowest = LowestRatio, Highest = HighestRatio, Wanted = wanted };

    /// <summary>The ratio of times, the first's by the second's, as a result.</summary>
    public Figure ToFigureOfTimes(string name, Wanted? wanted = null) =>
        new(name, "") { Median = 1 / Ratio, Lowest = 1 / HighestRatio, Highest = 1 / LowestRatio, Wanted = wanted };

    public static async Task<Interleaved> MeasureAsync(int rounds, Func<Task<Timing>> first, Func<Task<Timing>> second, int warmUps = 1)
    {
        for (var round = 0; round < warmUps; round++)
        {
            await first();
            await second();
        }

        var pairs = new List<(Timing First, Timing Second)>();
        for (var round = 0; round < rounds; round++)
        {
            var early = await (round % 2 == 0 ? first : second)();
            var late = await (round % 2 == 0 ? second : first)();
            pairs.Add(round % 2 == 0 ? (early, late) : (late, early));
        }

        return new Interleaved(
            Timing.Median(pairs.Select(pair => pair.First)), Timing.Median(pairs.Select(pair => pair.Second)),
            Timing.Median(pairs.Select(pair => pair.Second.Seconds / pair.First.Seconds)),
            Timing.Median(pairs.Select(pair => pair.Second.CpuSeconds / pair.First.CpuSeconds)))
        {
            LowestRatio = pairs.Min(pair => pair.Second.Seconds / pair.First.Seconds),
            HighestRatio = pairs.Max(pair => pair.Second.Seconds / pair.First.Seconds),
        };
    }
}
