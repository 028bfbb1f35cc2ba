using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Formats.Models;

namespace Slams.Benchmarks.Sizes;

/// <summary>Analyses cycles of one size in this process, which does nothing else, so that its memory is theirs. One line of JSON tells the result.</summary>
internal static class SizeMeasurement
{
    /// <summary>Name of the run on the command line.</summary>
    public const string Command = "size-point";

    /// <summary>The arguments of a run.</summary>
    public static string[] Arguments(string model, SizePoint point, int cycles) =>
        [Command, model, JsonSerializer.Serialize(point), cycles.ToString(CultureInfo.InvariantCulture)];

    /// <summary>Runs with the arguments that follow the name.</summary>
    public static Task RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        var point = JsonSerializer.Deserialize<SizePoint>(arguments[1]) ?? throw new ArgumentException("A size is needed.", nameof(arguments));
        output.WriteLine(JsonSerializer.Serialize(Measure(arguments[0], point, int.Parse(arguments[2], CultureInfo.InvariantCulture))));
        return Task.CompletedTask;
    }

    private static SizeResult Measure(string model, SizePoint point, int cycles)
    {
        using var analyst = LatentAnalyst.Load(model, new AnalystOptions { Steps = point.Steps }, NullLogger.Instance, TimeProvider.System);
        var observations = new SizeObservations(ModelClimatologyFile.Read(Path.Combine(model, ModelClimatologyFile.FileName)), point.Stations);
        var (history, timings, stages, assimilated) = (new List<CycleState>(), new List<Timing>(), new SortedDictionary<string, double>(StringComparer.Ordinal), 0L);
        var peak = 0.0;
        var bytes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var cycle = CycleSchedule.SixHourly.CycleAt(new DateTimeOffset(1987, 1, 12, 0, 0, 0, TimeSpan.Zero));
        // The first carries the start of the networks.
        for (var number = 0; number <= cycles; number++, cycle = CycleSchedule.SixHourly.CycleAt(cycle.Time.AddHours(6)))
        {
            var window = observations.Of(cycle);
            var since = Timing.Begin();
            var result = analyst.Analyse(window, history, new AnalysisRequest(point.Members, 1, KeepMembers: false), CancellationToken.None);
            var timing = since();
            Require(result);
            history.Add(result.State);
            history.RemoveRange(0, Math.Max(0, history.Count - analyst.HistoryCycles));
            if (number == 0)
            {
                continue;
            }

            timings.Add(timing);
            peak = PeakMemory.OfThisProcess();
            bytes = SizeBytes.Of(analyst, window, result, point.Members);
            assimilated += result.Departures.Count(departure => departure.Flag == QualityFlag.Assimilated);
            foreach (var (stage, seconds) in result.StageSeconds)
            {
                stages[stage] = stages.GetValueOrDefault(stage) + (seconds / cycles);
            }
        }

        return new SizeResult(
            point, [.. timings.Select(timing => timing.Seconds)], [.. timings.Select(timing => timing.CpuSeconds)], stages, peak, (double)assimilated / cycles, bytes);
    }

    private static void Require(CycleResult result)
    {
        if (!result.MeanK.All(float.IsFinite) || !result.SpreadK.All(float.IsFinite))
        {
            throw new InvalidOperationException("The analysis has numbers that are not finite.");
        }
    }
}
