using Microsoft.Extensions.Logging.Abstractions;
using Slams.Core.Analyses;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Formats.Models;
using Slams.Verification.Evaluation;
using Slams.Verification.Simulation;
using Slams.Verification.Truths;

namespace Slams.Cli.Evaluation;

/// <summary>The truth of an evaluation, its blocks, and what observes them.</summary>
internal sealed class EvaluationWorld : IDisposable
{
    private readonly EvaluationPlan _plan;
    private readonly TextWriter _console;
    private readonly TimeProvider _time;

    /// <summary>Opens truth and climatology.</summary>
    /// <exception cref="ArgumentException">The truth has no block of a number asked for.</exception>
    public EvaluationWorld(EvaluationPlan plan, TextWriter console, TimeProvider time)
    {
        (_plan, _console, _time) = (plan, console, time);
        Model = ModelClimatologyFile.Read(Path.Combine(plan.Model, ModelClimatologyFile.FileName));
        Truth = NatureRunTruth.Open(plan.Truth);
        var all = EvaluationBlock.Of(Truth, plan.Cycles);
        if (plan.Blocks.FirstOrDefault(number => number < 1 || number > all.Count) is var wrong and not 0)
        {
            Truth.Dispose();
            throw new ArgumentException($"--blocks: the truth has blocks 1 to {all.Count}, not {wrong}.");
        }

        Blocks = plan.Blocks.Count == 0 ? all : [.. all.Where(block => plan.Blocks.Contains(block.Number))];
    }

    /// <summary>What the model knows of the normal atmosphere.</summary>
    public ModelClimatology Model { get; }

    /// <summary>The truth.</summary>
    public NatureRunTruth Truth { get; }

    /// <summary>Blocks to run.</summary>
    public IReadOnlyList<EvaluationBlock> Blocks { get; }

    /// <summary>The analyst of the plan's model. It knows how well the instruments observe, as it would in operation.</summary>
    public LatentAnalyst LoadAnalyst(AnalystOptions? options = null) => LatentAnalyst.Load(
        _plan.Model,
        (options ?? _plan.Analyst) with
        {
            TemperatureErrorK = _plan.System.TemperatureErrorK,
            ProfileTemperatureErrorK = _plan.System.Profiles?.ErrorK ?? _plan.Analyst.ProfileTemperatureErrorK,
            LongwaveErrorWattsPerSquareMetre = _plan.System.FluxError,
        },
        NullLogger.Instance, _time);

    /// <summary>The analyst as a method to be judged.</summary>
    public AnalystMethod Method(ICycleAnalyst analyst) => new(analyst, _plan.Members, (ulong)_plan.Seed);

    /// <summary>Cycles methods over the blocks.</summary>
    /// <param name="methods">Methods, each given the same observations.</param>
    /// <param name="without">Kind of observation left out.</param>
    /// <param name="name">Beginning of the progress lines.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public IReadOnlyList<MethodScores> Run(IReadOnlyList<IAnalysisMethod> methods, Modality? without, string name, CancellationToken cancellationToken) =>
        Run(methods, _plan.System, new QualityControlOptions(), without, name, cancellationToken);

    /// <summary>Cycles methods over the blocks with another observing system or another quality control of ingest.</summary>
    public IReadOnlyList<MethodScores> Run(
        IReadOnlyList<IAnalysisMethod> methods, ObservingSystem system, QualityControlOptions quality, Modality? without, string name,
        CancellationToken cancellationToken)
    {
        // An observer remembers what it has seen, so every run has its own.
        var observer = new TruthObserver(
            Truth, SiteList.Read(_plan.Sites), system, (ulong)_plan.Seed, Model.SurfaceTemperature, new StationHoldout(_plan.Withhold), without, quality);
        var climatology = Enumerable.Range(0, Model.Grid.PressureLevelsPa.Count).Select(Model.Temperature).ToArray();
        using var progress = new EvaluationProgress(_console, name, _time);
        return new CyclingExperiment(Truth, observer, climatology, _plan.SkippedCycles, _plan.System.TemperatureErrorK)
            .Run(Blocks, methods, progress.Show, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => Truth.Dispose();
}
