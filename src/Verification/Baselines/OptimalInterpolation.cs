using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>Optimal interpolation of each cycle's observations with the covariance of climatology, in the space of the patterns.</summary>
public sealed class OptimalInterpolation : IAnalysisMethod
{
    private readonly PatternSpace _space;
    private readonly PatternObservations _observations;
    private readonly DenseMatrix _precision;
    private readonly double[] _nothing;
    private (ObservedCycle Cycle, MethodAnalysis Analysis)? _latest;

    /// <summary>Makes the baseline.</summary>
    public OptimalInterpolation(PatternSpace space, BaselineSettings settings)
    {
        _space = space;
        _observations = new PatternObservations(space, settings);
        _precision = CholeskyFactor.Of(space.Statistics.Covariance).Inverse();
        _nothing = new double[space.Statistics.Modes];
    }

    /// <inheritdoc/>
    public string Name => "oi";

    /// <inheritdoc/>
    public string Description => $"optimal interpolation with {_space.Statistics.Modes} orthogonal functions";

    /// <inheritdoc/>
    public int Members => 0;

    /// <inheritdoc/>
    public void Restart()
    {
    }

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        // Persistence asks for the same analysis again.
        if (_latest?.Cycle != observed)
        {
            var posterior = NormalCoefficients.Update(_precision, _nothing, _observations.Of(observed));
            _latest = (observed, new MethodAnalysis(
                _space.MeanK(posterior.Mean, observed.Cycle.Time), _space.SpreadK(posterior.CovarianceRoot), [], []));
        }

        return _latest.Value.Analysis;
    }
}
