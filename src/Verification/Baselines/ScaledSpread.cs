using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>
/// The Kalman filter with its spread multiplied by a constant: what its CRPS would be if it knew how wrong it is. The filter
/// may be run beside this; neither disturbs the other.
/// </summary>
/// <param name="filter">The filter.</param>
/// <param name="factor">Factor on the spread.</param>
public sealed class ScaledSpread(KalmanFilter filter, double factor) : IAnalysisMethod
{
    /// <inheritdoc/>
    public string Name => $"{filter.Name}-scaled";

    /// <inheritdoc/>
    public string Description => FormattableString.Invariant($"the same with {factor:0.##} times its spread");

    /// <inheritdoc/>
    public int Members => 0;

    /// <inheritdoc/>
    public void Restart() => filter.Restart();

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        var analysis = filter.Analyse(observed, cancellationToken);
        return analysis with { SpreadK = Array.ConvertAll(analysis.SpreadK, spread => (float)(factor * spread)) };
    }
}
