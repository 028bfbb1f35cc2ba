namespace Slams.Diffusion.Sampling;

/// <summary>A denoiser at the states of one batch and one noise level.</summary>
public interface ILinearisedDenoiser : IDisposable
{
    /// <summary>Values of one state.</summary>
    int StateSize { get; }

    /// <summary>(∂E[x | x_t] / ∂x_t)ᵀ applied to a cotangent, for each state.</summary>
    void ApplyAdjoint(ReadOnlySpan<float> cotangent, Span<float> gradient);
}
