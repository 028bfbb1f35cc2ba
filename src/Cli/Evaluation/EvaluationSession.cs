using System.Security.Cryptography;
using Slams.Core.Climatology;
using Slams.Diffusion.Analysts;
using Slams.Verification.Baselines;
using Slams.Verification.Evaluation;
using Slams.Verification.Reporting;

namespace Slams.Cli.Evaluation;

/// <summary>Runs an evaluation: observes the truth, cycles the model and the baselines, and writes the report.</summary>
internal sealed class EvaluationSession(EvaluationPlan plan, TextWriter console, TimeProvider time)
{
    /// <summary>Runs; 0 when the report was made.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var world = new EvaluationWorld(plan, console, time);
        using var analyst = plan.BaselinesOnly ? null : world.LoadAnalyst();
        var methods = new List<IAnalysisMethod>(Baselines(world.Model.Scaling));
        if (analyst is not null)
        {
            methods.Add(world.Method(analyst));
        }

        var scores = world.Run(methods, plan.Without, "", cancellationToken);
        var builder = new ReportBuilder(world.Truth.Grid);
        var report = builder.Build(Setup(world, analyst), scores);
        if (plan.CompareModalities && analyst is not null)
        {
            var compared = Enum.GetValues<Modality>()
                .Where(without => without != Modality.Profiles || plan.System.Profiles is not null)
                .Select(without => builder.Compare(
                    without, scores[^1],
                    world.Run([world.Method(analyst)], without, $"without {without.ToString().ToLowerInvariant()}: ", cancellationToken)[0]));
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

    private EvaluationSetup Setup(EvaluationWorld world, LatentAnalyst? analyst) => new()
    {
        Made = time.GetUtcNow(),
        SoftwareVersion = SoftwareVersion.Current,
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
        Blocks = [.. world.Blocks.Select(block => new BlockReport(
            block.Number, world.Truth.Times[block.TruthIndices[0]], world.Truth.Times[block.TruthIndices[^1]], block.TruthIndices.Count))],
        SkippedCycles = plan.SkippedCycles,
    };
}
