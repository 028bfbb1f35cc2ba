using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>
/// A Kalman filter whose forecast is a linear inverse model (Penland and Sardeshmukh 1995): coefficients move on by
/// M = C(6 h) C(0)⁻¹, with the covariance Q of that forecast's error as model error.
/// </summary>
public sealed class KalmanFilter : IAnalysisMethod
{
    private readonly PatternSpace _space;
    private readonly PatternObservations _observations;
    private readonly DenseMatrix _propagator;
    private readonly DenseMatrix _propagatorTransposed;
    private readonly BaselineSettings _settings;
    private double[]? _mean;
    private DenseMatrix? _covariance;
    private (ObservedCycle Cycle, MethodAnalysis Analysis)? _latest;

    /// <summary>Makes the filter.</summary>
    public KalmanFilter(PatternSpace space, BaselineSettings settings)
    {
        _space = space;
        _observations = new PatternObservations(space, settings);
        _propagator = space.Statistics.Propagator;
        _propagatorTransposed = _propagator.Transposed();
        _settings = settings;
    }

    /// <inheritdoc/>
    public string Name => "kalman";

    /// <inheritdoc/>
    public string Description => $"Kalman filter on a linear inverse model with {_space.Statistics.Modes} orthogonal functions";

    /// <inheritdoc/>
    public int Members => 0;

    /// <inheritdoc/>
    public void Restart() => (_mean, _covariance, _latest) = (null, null, null);

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        // A method built on this one asks for the same cycle again.
        if (_latest?.Cycle != observed)
        {
            var mean = _mean is null ? new double[_propagator.Rows] : _propagator.Times(_mean);
            var covariance = _covariance is null ? _space.Statistics.Covariance : Forecast(_covariance);
            var posterior = NormalCoefficients.Update(CholeskyFactor.Of(covariance).Inverse(), mean, _observations.Of(observed));
            (_mean, _covariance) = (posterior.Mean, posterior.Covariance);
            _latest = (observed, new MethodAnalysis(
                _space.MeanK(posterior.Mean, observed.Cycle.Time), _space.SpreadK(posterior.CovarianceRoot), [], []));
        }

        return _latest.Value.Analysis;
    }

    private DenseMatrix Forecast(DenseMatrix covariance) => new DenseMatrix(covariance.Rows, covariance.Columns)
        .Plus(_propagator.Times(covariance).Times(_propagatorTransposed), _settings.Inflation)
        .Plus(_space.Statistics.ModelError, _settings.ModelErrorFactor)
        .Symmetrised();
}
