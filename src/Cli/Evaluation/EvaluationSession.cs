using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Formats.Models;
using Slams.Verification.Baselines;
using Slams.Verification.Evaluation;
using Slams.Verification.Reporting;
using Slams.Verification.Simulation;
using Slams.Verification.Truths;

namespace Slams.Cli.Evaluation;

/// <summary>Runs an evaluation: observes the truth, cycles the model and the baselines, and writes the report.</summary>
internal sealed class EvaluationSession(EvaluationPlan plan, TextWriter console, TimeProvider time)
{
    /// <summary>Runs; 0 when the report was made.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var model = ModelClimatologyFile.Read(Path.Combine(plan.Model, ModelClimatologyFile.FileName));
        using var truth = NatureRunTruth.Open(plan.Truth);
        var blocks = Blocks(truth);
        using var analyst = plan.BaselinesOnly ? null : LatentAnalyst.Load(plan.Model, AnalystOptions, NullLogger.Instance, time);
        var methods = new List<IAnalysisMethod>(Baselines(model.Scaling));
        if (analyst is not null)
        {
            methods.Add(Method(analyst));
        }

        var scores = Run(truth, model, blocks, methods, plan.Without, "");
        var builder = new ReportBuilder(truth.Grid);
        var report = builder.Build(Setup(truth, blocks, analyst), scores);
        if (plan.CompareModalities && analyst is not null)
        {
            var compared = Enum.GetValues<Modality>()
                .Select(without => builder.Compare(
                    without, scores[^1], Run(truth, model, blocks, [Method(analyst)], without, $"without {without.ToString().ToLowerInvariant()}: ")[0]));
            report = report with { Modalities = [.. compared] };
        }

        await console.WriteLineAsync();
        await console.WriteAsync(ReportText.Write(report));
        if (plan.Output is { } folder)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), ReportJson.Write(report), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), ReportHtml.Write(report), cancellationToken);
            await console.WriteLineAsync($"Report: {Path.Combine(folder, "report.html")}");
        }

        return 0;

        IReadOnlyList<MethodScores> Run(
            ITruth truth, ModelClimatology model, IReadOnlyList<EvaluationBlock> blocks, IReadOnlyList<IAnalysisMethod> methods, Modality? without, string name)
        {
            // An observer remembers what it has seen, so every run has its own.
            var observer = new TruthObserver(
                truth, SiteList.Read(plan.Sites), plan.System, (ulong)plan.Seed, model.SurfaceTemperature, new StationHoldout(plan.Withhold), without);
            var climatology = Enumerable.Range(0, model.Grid.PressureLevelsPa.Count).Select(model.Temperature).ToArray();
            using var progress = new EvaluationProgress(console, name, time);
            return new CyclingExperiment(truth, observer, climatology, plan.SkippedCycles, plan.System.TemperatureErrorK)
                .Run(blocks, methods, progress.Show, cancellationToken);
        }
    }

    /// <summary>The analyst knows how well the instruments observe, as it would in operation.</summary>
    private AnalystOptions AnalystOptions => plan.Analyst with
    {
        TemperatureErrorK = plan.System.TemperatureErrorK,
        LongwaveErrorWattsPerSquareMetre = plan.System.FluxError,
    };

    private AnalystMethod Method(ICycleAnalyst analyst) => new(analyst, plan.Members, (ulong)plan.Seed);

    private IReadOnlyList<EvaluationBlock> Blocks(NatureRunTruth truth)
    {
        var all = EvaluationBlock.Of(truth, plan.Cycles);
        if (plan.Blocks.FirstOrDefault(number => number < 1 || number > all.Count) is var wrong and not 0)
        {
            throw new ArgumentException($"--blocks: the truth has blocks 1 to {all.Count}, not {wrong}.");
        }

        return plan.Blocks.Count == 0 ? all : [.. all.Where(block => plan.Blocks.Contains(block.Number))];
    }

    private IEnumerable<IAnalysisMethod> Baselines(StateScaling scaling)
    {
        if (plan.Baselines is null)
        {
            yield break;
        }

        var space = new PatternSpace(BaselineStatisticsFile.Read(Path.Combine(plan.Baselines, BaselineStatisticsFile.FileName)), scaling);
        var climatology = new ClimatologyBaseline(space);
        var interpolation = new OptimalInterpolation(space, Errors(BaselineSettings.OptimalInterpolation));
        yield return climatology;
        yield return new Persistence(interpolation, climatology);
        yield return interpolation;
        var filter = new KalmanFilter(space, Errors(BaselineSettings.KalmanFilter));
        yield return filter;
        yield return new ScaledSpread(filter, BaselineSettings.KalmanSpreadFactor);
    }

    private BaselineSettings Errors(BaselineSettings settings) => settings with
    {
        TemperatureErrorK = plan.System.TemperatureErrorK,
        LongwaveErrorWattsPerSquareMetre = plan.System.FluxError,
    };

    private EvaluationSetup Setup(NatureRunTruth truth, IReadOnlyList<EvaluationBlock> blocks, LatentAnalyst? analyst) => new()
    {
        Made = time.GetUtcNow(),
        SoftwareVersion = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        ModelId = analyst?.ModelId ?? "",
        ModelHash = analyst?.ModelHash ?? "",
        BaselinesHash = plan.Baselines is null
            ? ""
            : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(plan.Baselines, BaselineStatisticsFile.FileName)))),
        Truth = Path.GetFileName(plan.Truth),
        Sites = Path.GetFileName(plan.Sites),
        Seed = plan.Seed,
        Members = plan.BaselinesOnly ? 0 : plan.Members,
        Withheld = plan.Withhold,
        Without = plan.Without,
        System = plan.System,
        Blocks = [.. blocks.Select(block => new BlockReport(
            block.Number, truth.Times[block.TruthIndices[0]], truth.Times[block.TruthIndices[^1]], block.TruthIndices.Count))],
        SkippedCycles = plan.SkippedCycles,
    };
}
