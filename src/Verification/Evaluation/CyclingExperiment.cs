using Slams.Core.Climatology;
using Slams.Verification.Truths;

namespace Slams.Verification.Evaluation;

/// <summary>Cycles methods over the blocks of a truth, each from a cold start, on the same observations, and scores them.</summary>
/// <param name="truth">The truth.</param>
/// <param name="observer">Observes it.</param>
/// <param name="climatology">Climatology of the temperature on each level.</param>
/// <param name="skipCycles">Cycles at the start of each block that are left out of the scores.</param>
/// <param name="stationErrorK">True error of a station temperature, K.</param>
public sealed class CyclingExperiment(
    ITruth truth, TruthObserver observer, IReadOnlyList<HarmonicClimatology> climatology, int skipCycles, double stationErrorK)
{
    /// <summary>Runs; scores come in the order of the methods.</summary>
    /// <param name="blocks">The blocks, in order of time.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="progress">Told after every cycle.</param>
    /// <param name="cancellationToken">Stops between cycles.</param>
    public IReadOnlyList<MethodScores> Run(
        IReadOnlyList<EvaluationBlock> blocks, IReadOnlyList<IAnalysisMethod> methods, Action<ExperimentProgress>? progress,
        CancellationToken cancellationToken)
    {
        var scores = methods.Select(method => new MethodScores(truth.Grid, method, skipCycles, stationErrorK)).ToArray();
        var total = blocks.Sum(block => block.TruthIndices.Count);
        var done = 0;
        foreach (var block in blocks)
        {
            foreach (var method in methods)
            {
                method.Restart();
            }

            for (var cycle = 0; cycle < block.TruthIndices.Count; cycle++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var observed = observer.Observe(block.TruthIndices[cycle]);
                var truthK = truth.TemperatureK(observed.TruthIndex);
                var nearSurfaceK = truth.NearSurfaceTemperatureK(observed.TruthIndex);
                float[] climatologyK = [.. climatology.SelectMany(level => level.FieldAt(observed.Cycle.Time))];
                for (var i = 0; i < methods.Count; i++)
                {
                    var analysis = methods[i].Analyse(observed, cancellationToken);
                    scores[i].Add(block.Number, cycle, observed, analysis, truthK, climatologyK, nearSurfaceK);
                }

                progress?.Invoke(new ExperimentProgress(block.Number, observed.Cycle, ++done, total));
            }
        }

        return scores;
    }
}
