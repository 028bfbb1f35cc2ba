using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>
/// A Kalman filter whose forecast is a linear inverse model (Penland and Sardeshmukh 1995): coefficients move on by
/// M = C(6 h) C(0)⁻¹, with the covariance Q of that forecast's error as model error.
/// </summary>
public sealed class KalmanFilter : IAnalysisMethod
{
    private readonly PatternSpace _space;
    private readonly DenseMatrix _propagator;
    private readonly DenseMatrix _propagatorTransposed;
    private readonly DenseMatrix _modelError;
    private double[]? _mean;
    private DenseMatrix? _covariance;

    /// <summary>Makes the filter.</summary>
    public KalmanFilter(PatternSpace space, BaselineSettings settings)
    {
        _space = space;
        _propagator = space.Statistics.Propagator;
        _propagatorTransposed = _propagator.Transposed();
        _modelError = new DenseMatrix(_propagator.Rows, _propagator.Columns).Plus(space.Statistics.ModelError, settings.ModelErrorFactor);
    }

    /// <inheritdoc/>
    public string Name => "kalman";

    /// <inheritdoc/>
    public string Description => $"Kalman filter on a linear inverse model with {_space.Statistics.Modes} orthogonal functions";

    /// <inheritdoc/>
    public int Members => 0;

    /// <inheritdoc/>
    public void Restart() => (_mean, _covariance) = (null, null);

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        var mean = _mean is null ? new double[_propagator.Rows] : _propagator.Times(_mean);
        var covariance = _covariance is null
            ? _space.Statistics.Covariance
            : _propagator.Times(_covariance).Times(_propagatorTransposed).Plus(_modelError).Symmetrised();
        var posterior = NormalCoefficients.Update(CholeskyFactor.Of(covariance).Inverse(), mean, _space.InformationOf(observed));
        (_mean, _covariance) = (posterior.Mean, posterior.Covariance);
        return new MethodAnalysis(_space.MeanK(posterior.Mean, observed.Cycle.Time), _space.SpreadK(posterior.CovarianceRoot), [], []);
    }
}
