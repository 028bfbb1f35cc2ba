namespace Slams.Diffusion.Guidance;

/// <summary>
/// Maps states of the sampler to what observations would see, y = A(x) + e with e ~ N(0, diag(R)). States and observation
/// vectors of a batch lie one after another.
/// </summary>
public interface IObservationOperator
{
    /// <summary>Number of observations per state.</summary>
    int ObservationCount { get; }

    /// <summary>Observed values.</summary>
    ReadOnlySpan<float> Observed { get; }

    /// <summary>Observation error variances, the diagonal of R.</summary>
    ReadOnlySpan<float> ErrorVariances { get; }

    /// <summary>A(x) for each state of a batch, with the derivatives there.</summary>
    ILinearisedOperator Linearise(ReadOnlySpan<float> states, Span<float> equivalents);
}
