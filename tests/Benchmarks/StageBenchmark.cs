using Microsoft.Extensions.Logging.Abstractions;
using Slams.Benchmarks.Reports;
using Slams.Core.Analyses;
using Slams.Diffusion.Analysts;
using Slams.Formats.Models;

namespace Slams.Benchmarks;

/// <summary>Seconds per stage of a cycle, in this process, without log and files.</summary>
internal static class StageBenchmark
{
    private const int Cycles = 9, Members = 16;

    public static async Task<IReadOnlyList<Figure>> RunAsync(TextWriter output)
    {
        var climatology = ModelClimatologyFile.Read(Path.Combine(Samples.Model, ModelClimatologyFile.FileName));
        using var analyst = LatentAnalyst.Load(Samples.Model, new AnalystOptions(), NullLogger.Instance, TimeProvider.System);
        var history = new List<CycleState>();
        var stages = new Dictionary<string, double>(StringComparer.Ordinal);
        var (measured, whole) = (0, new List<double>());
        foreach (var observations in await DemoWindows.ReadAsync(climatology, Cycles))
        {
            var result = analyst.Analyse(observations, history, new AnalysisRequest(Members, 1, KeepMembers: false), CancellationToken.None);
            history.Add(result.State);
            history.RemoveRange(0, Math.Max(0, history.Count - analyst.HistoryCycles));
            // The first cycle carries the start of the networks.
            if (++measured > 1)
            {
                whole.Add(result.StageSeconds.Values.Sum());
                foreach (var (stage, seconds) in result.StageSeconds)
                {
                    stages[stage] = stages.GetValueOrDefault(stage) + (seconds / (Cycles - 1));
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"stages: mean of {measured - 1} cycles, {Members} members, {analyst.ExecutionProvider}"));
        foreach (var (stage, seconds) in stages)
        {
            output.WriteLine(FormattableString.Invariant($"  {stage,-10} {seconds,7:0.000} s"));
        }

        output.WriteLine(FormattableString.Invariant($"  {"together",-10} {stages.Values.Sum(),7:0.000} s"));
        return [Figure.Of(FormattableString.Invariant($"one analysis, {Members} members, bundled model"), "s", whole, Wanted.AtMost(3))];
    }
}
