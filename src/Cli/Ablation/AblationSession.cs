using System.Globalization;
using Slams.Core.Grids;
using Slams.Diffusion.Ablation;
using Slams.Diffusion.Model;
using Slams.Verification.Ablation;
using Slams.Verification.Evaluation;
using Slams.Verification.Truths;

namespace Slams.Cli.Ablation;

/// <summary>Runs an ablation and writes its report.</summary>
internal sealed class AblationSession(AblationPlan plan, TextWriter console, TimeProvider time)
{
    /// <summary>Runs; 0 when the report was made.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var model = ModelFolder.Open(plan.Model);
        var priors = PriorFolder.Open(plan.Priors, model);
        var grid = model.Climatology.Grid;
        var dates = Dates(model);
        using var networks = new PriorNetworks(priors, model);
        var samplers = Enum.GetValues<PriorSpace>().Select(space => new PosteriorSampler(
            new PriorSampler(space, networks, model.Climatology, priors.Manifest.Representation, plan.Sampling))).ToArray();
        var settings = Settings(AblationSetting.Of(grid.Horizontal));
        var threads = plan.Threads == 0 ? Environment.ProcessorCount : plan.Threads;
        await ProjectAsync(grid, dates[0], settings, samplers, threads, cancellationToken);

        var autoencoder = new Autoencoder(networks.Encoder, networks.Decoder, model.Climatology.StaticFields);
        var progress = new AblationProgress(console, AblationExperiment.Cases(settings, samplers).Count * dates.Count, time);
        var scores = new AblationExperiment(
            grid, new LevelUnits(model.Climatology), dates, plan.Members, (ulong)plan.Seed, threads, cancellationToken)
            .Run(settings, samplers, autoencoder.Reconstruct, progress.Finished);
        var report = new AblationReportBuilder(grid).Build(Setup(model, priors, dates, time.GetElapsedTime(start)), scores);
        await console.WriteLineAsync();
        await console.WriteAsync(AblationText.Write(report));
        if (plan.Output is { } folder)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "ablation.json"), AblationJson.Write(report), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "ablation.html"), AblationHtml.Write(report), cancellationToken);
            await console.WriteLineAsync($"Report: {Path.Combine(folder, "ablation.html")}");
        }

        return 0;
    }

    private IReadOnlyList<AblationDate> Dates(ModelFolder model)
    {
        using var truth = NatureRunTruth.Open(plan.Truth);
        var indices = EvaluationBlock.Of(truth).SelectMany(block => block.TruthIndices).ToArray();
        if (plan.Dates < 2 || plan.Dates > indices.Length || plan.Members < 2)
        {
            throw new ArgumentException($"At least two members and two dates are needed, and the truth has {indices.Length} dates.");
        }

        return [.. Enumerable.Range(0, plan.Dates).Select(i => AblationDate.Read(truth, indices[((2 * i) + 1) * indices.Length / (2 * plan.Dates)], model.Climatology))];
    }

    private IReadOnlyList<AblationSetting> Settings(IReadOnlyList<AblationSetting> all)
    {
        if (plan.Settings.FirstOrDefault(name => all.All(setting => setting.Name != name)) is { } unknown)
        {
            throw new ArgumentException($"--settings: '{unknown}' is none of {string.Join(", ", all.Select(setting => setting.Name))}.");
        }

        return plan.Settings.Count == 0 ? all : [.. all.Where(setting => plan.Settings.Contains(setting.Name))];
    }

    /// <summary>Tells how long it will take, from one date with the fewest fields and one with all of them in each space.</summary>
    private async Task ProjectAsync(
        StateGrid grid, AblationDate date, IReadOnlyList<AblationSetting> settings, IReadOnlyList<IPosteriorSampler> samplers, int threads,
        CancellationToken cancellationToken)
    {
        var copy = DegradedCopy.Of(grid, date.State, settings[0], ObservedKinds.WithPrecipitation, 0);
        var start = time.GetTimestamp();
        foreach (var sampler in samplers)
        {
            sampler.Sample(date.Time, copy, plan.Members, 0, cancellationToken);
        }

        var rows = settings.Count * Enum.GetValues<ObservedKinds>().Length;
        var projected = time.GetElapsedTime(start) * rows * plan.Dates / Math.Min(threads, plan.Dates);
        await console.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Count} settings, {plan.Dates} dates, {plan.Members} members, {threads} threads: about {projected.TotalMinutes:0} minutes"));
    }

    private AblationSetup Setup(ModelFolder model, PriorFolder priors, IReadOnlyList<AblationDate> dates, TimeSpan passed) => new()
    {
        Made = time.GetUtcNow(),
        SoftwareVersion = SoftwareVersion.Current,
        ModelId = model.Manifest.Id,
        ModelHash = model.Hash,
        PriorsHash = priors.Hash,
        Priors = Describe(priors.Manifest.Training),
        Truth = Path.GetFileName(plan.Truth),
        Dates = [.. dates.Select(date => date.Time)],
        Members = plan.Members,
        Seed = plan.Seed,
        Seconds = passed.TotalSeconds,
    };

    private string Describe(PriorTraining training) => string.Create(
        CultureInfo.InvariantCulture,
        $"{training.PixelParameters} parameters in pixel, {training.LatentParameters} in latent space, {training.Steps} steps of {training.Batch} each on {training.States} states and their mirror images; {plan.Sampling.Steps} solver steps from {plan.Sampling.HighestLevel:0.##} to {plan.Sampling.LastLevel:0.##} guided, {plan.Sampling.Iterations} iterations");
}
