namespace Slams.Diffusion.Guidance;

/// <summary>An observation operator at the states of one batch.</summary>
public interface ILinearisedOperator : IDisposable
{
    /// <summary>(∂A/∂x)ᵀ w at each state.</summary>
    void ApplyAdjoint(ReadOnlySpan<float> weights, Span<float> gradient);

    /// <summary>(∂A/∂x) d at each state.</summary>
    void ApplyTangent(ReadOnlySpan<float> directions, Span<float> equivalents);
}
