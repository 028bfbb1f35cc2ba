using Slams.Core.Climatology;
using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>The climatology of the season, with the variance of the training years.</summary>
public sealed class ClimatologyBaseline : IAnalysisMethod
{
    private readonly BaselineStatistics _statistics;
    private readonly StateScaling _scaling;
    private readonly float[] _spread;

    /// <summary>Makes the baseline.</summary>
    public ClimatologyBaseline(PatternSpace space)
    {
        (_statistics, _scaling) = (space.Statistics, space.Scaling);
        var precision = CholeskyFactor.Of(CholeskyFactor.Of(_statistics.Covariance).Inverse());
        _spread = space.SpreadK(precision.InverseLower().Transposed());
    }

    /// <inheritdoc/>
    public string Name => "climatology";

    /// <inheritdoc/>
    public string Description => "mean of the season (annual and semi-annual harmonics)";

    /// <inheritdoc/>
    public int Members => 0;

    /// <inheritdoc/>
    public void Restart()
    {
    }

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken) => new(
        [.. Enumerable.Range(0, _statistics.Grid.PressureLevelsPa.Count).SelectMany(level => _scaling.Climatology(level).FieldAt(observed.Cycle.Time))],
        _spread, [], []);
}
