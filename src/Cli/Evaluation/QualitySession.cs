using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Verification.Evaluation;
using Slams.Verification.Reporting;
using Slams.Verification.Simulation;

namespace Slams.Cli.Evaluation;

/// <summary>
/// Plants faulty stations, one share of each kind, and tells what quality control finds of them, and what they cost with it and without. All runs
/// see the same truth through the same errors.
/// </summary>
internal sealed class QualitySession(EvaluationPlan plan, TextWriter console, TimeProvider time)
{
    // The history is off unless asked for, and so not among all checks.
    private const double HistoryHalfLifeCycles = 10;

    private static readonly QualityControlOptions IngestChecks = new();

    private static readonly QualityControlOptions NoChecks = new()
    {
        CheckTime = false,
        CheckRange = false,
        CheckConsistency = false,
        CheckGrossError = false,
        CheckStep = false,
        CheckStuck = false,
        CheckDuplicates = false,
    };

    /// <summary>Runs; 0 when the tables were printed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var world = new EvaluationWorld(plan, console, time);
        // Without faults of single reports, so that nothing but the stations' differs.
        var clean = plan.System with { GrossErrorShare = 0, DuplicateShare = 0 };
        var faulty = clean with { FaultyStations = plan.Faults };
        var history = plan.Analyst with { HistoryHalfLifeCycles = HistoryHalfLifeCycles };
        var none = plan.Analyst with { BackgroundCheckDeviations = 0, BuddyCheckDeviations = 0 };
        QualityRun[] runs =
        [
            Run(world, "no faults, all checks", clean, IngestChecks, plan.Analyst, cancellationToken),
            Run(world, "faults, all checks", faulty, IngestChecks, plan.Analyst, cancellationToken),
            Run(world, "faults, all checks and the history", faulty, IngestChecks, history, cancellationToken),
            Run(world, "faults, checks of single stations alone", faulty, IngestChecks, none, cancellationToken),
            Run(world, "faults, no checks", faulty, NoChecks, none, cancellationToken),
        ];
        await console.WriteLineAsync();
        await console.WriteLineAsync(FormattableString.Invariant(
            $"{runs[0].Scores.Scored.Count} cycles scored of {runs[0].Scores.Cycles.Count}; {clean.Stations} stations, {plan.Members} members, seed {plan.Seed}; {100 * plan.Faults.ShareOfEach:0.##} % of the stations with each fault"));
        await console.WriteLineAsync();
        await console.WriteLineAsync(QualityText.Detection(runs[0]));
        await console.WriteLineAsync(QualityText.Detection(runs[1]));
        await console.WriteLineAsync(QualityText.Detection(runs[2]));
        await console.WriteAsync(QualityText.Errors(new ReportBuilder(world.Truth.Grid), runs));
        return 0;
    }

    private QualityRun Run(
        EvaluationWorld world, string name, ObservingSystem system, QualityControlOptions quality, AnalystOptions options, CancellationToken cancellationToken)
    {
        using var analyst = world.LoadAnalyst(options);
        var tally = new FaultTally();
        var scores = world.Run([new TalliedMethod(world.Method(analyst), tally)], system, quality, plan.Without, name + ": ", cancellationToken);
        return new QualityRun(name, scores[0], tally);
    }
}
