using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Benchmarks.Reports;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Diffusion.Analysts;
using Slams.Formats.Models;
using Slams.Training.Experiments;
using Slams.Verification.Comparison;
using Slams.Verification.Truths;

namespace Slams.Benchmarks.Sampling;

/// <summary>
/// What sampling costs and what it is worth: the service's setting, the same with many steps, and the algorithm of the paper, with the same networks, observations and threads, each
/// cycled on its own analyses from a cold start.
/// </summary>
internal sealed class SamplingBenchmark(SamplingOptions options, TextWriter output)
{
    // Of the paper's code: τ of the corrector, and γ of the guidance, which there is 0.01 for errors of 0.1, and here for errors of 1.
    private const double Gamma = 1, Tau = 0.5;
    private const int PaperSteps = 512;

    public static Task<IReadOnlyList<Figure>> RunAsync(SamplingOptions options, TextWriter output) => new SamplingBenchmark(options, output).RunAsync();

    private async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var climatology = ModelClimatologyFile.Read(Path.Combine(Samples.Model, ModelClimatologyFile.FileName));
        var windows = await DemoWindows.ReadAsync(climatology, options.Cycles);
        output.WriteLine(Invariant($"sampling: cycles {options.Skipped + 1} to {options.Cycles} of the bundled sample, {options.Members} members, from a cold start"));
        output.WriteLine("                               s a member    times the first      RMSE, K   CRPS, K   to the first   spread/skill");
        Score? first = null;
        var figures = new List<Figure>();
        first = Report("service", Run(windows, climatology, new AnalystOptions(), PosteriorMethod.Standard));
        if (options.SlowSteps > 0)
        {
            Report(Invariant($"{options.SlowSteps} steps"), Run(windows, climatology, new AnalystOptions { Steps = options.SlowSteps }, PosteriorMethod.Standard));
        }

        figures.Add(Figure.Of("the service, a member", "s", first.Seconds));
        if (options.ReferenceSteps > 0)
        {
            var reference = new PosteriorMethod(
                (_, schedule) => new ReferenceSampler(schedule, options.ReferenceSteps, Tau), (_, observations) => new ScalarGammaGuidance(observations, Gamma));
            var paper = Report(Invariant($"reference, {options.ReferenceSteps} steps"), Run(windows, climatology, new AnalystOptions(), reference));
            // Each of its steps costs the same; a short run takes fewer of them.
            figures.Add(Figure.Of(
                Invariant($"speed beside the paper's sampler of {PaperSteps} steps, of which {options.ReferenceSteps} were run"), "",
                paper.Seconds / options.ReferenceSteps * PaperSteps / first.Seconds, Wanted.AtLeast(200)));
        }

        return figures;

        Score Report(string name, Score score)
        {
            var to = first ?? score;
            output.WriteLine(Invariant(
                $"  {name,-25} {score.Seconds,13:0.000} {score.Seconds / to.Seconds,18:0.0} {score.RmseK,12:0.000} {score.CrpsK,9:0.000} {score.CrpsK / to.CrpsK,14:0.000} {score.SpreadSkill,14:0.00}"));
            return score;
        }
    }

    /// <summary>Cycles through the windows; seconds are those of sampling, which the first cycle, with the start of the networks, does not count in.</summary>
    private Score Run(IReadOnlyList<CycleObservations> windows, ModelClimatology climatology, AnalystOptions settings, PosteriorMethod method)
    {
        using var analyst = LatentAnalyst.Load(Samples.Model, settings, method, NullLogger.Instance, TimeProvider.System);
        using var truth = TruthFiles.Open(Samples.Truth);
        var comparison = new TruthComparison(analyst.Grid, options.Members);
        var (history, seconds) = (new List<CycleState>(), new List<double>());
        foreach (var window in windows)
        {
            var result = analyst.Analyse(window, history, new AnalysisRequest(options.Members, 1, KeepMembers: true), CancellationToken.None);
            history.Add(result.State);
            history.RemoveRange(0, Math.Max(0, history.Count - analyst.HistoryCycles));
            seconds.Add(result.StageSeconds.First(stage => stage.Key == "sample").Value);
            var time = window.Cycle.Time;
            comparison.Add(
                time, result.MeanK, result.SpreadK, truth.TemperatureK(truth.IndexOf(time)),
                (float[])[.. Enumerable.Range(0, analyst.Grid.PressureLevelsPa.Count).SelectMany(level => climatology.Temperature(level).FieldAt(time))], result.MembersK);
        }

        var score = comparison.LevelMean(options.Skipped);
        return new Score(seconds.Skip(1).Average() / options.Members, score.AnalysisRmseK.Estimate, score.CrpsK, score.SpreadSkillRatio);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Score(double Seconds, double RmseK, double CrpsK, double SpreadSkill);
}
