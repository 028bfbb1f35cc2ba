using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>The analysis that optimal interpolation made one cycle earlier; climatology at the first cycle.</summary>
/// <param name="interpolation">Whose last analysis stands.</param>
/// <param name="climatology">What stands before the first analysis.</param>
public sealed class Persistence(OptimalInterpolation interpolation, ClimatologyBaseline climatology) : IAnalysisMethod
{
    private MethodAnalysis? _last;

    /// <inheritdoc/>
    public string Name => "persistence";

    /// <inheritdoc/>
    public string Description => "the optimal interpolation of the cycle before";

    /// <inheritdoc/>
    public int Members => 0;

    /// <inheritdoc/>
    public void Restart() => _last = null;

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        var standing = _last ?? climatology.Analyse(observed, cancellationToken);
        _last = interpolation.Analyse(observed, cancellationToken);
        return standing;
    }
}
