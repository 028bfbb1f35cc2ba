namespace Slams.Diffusion.Sampling;

/// <summary>Estimates clean states from noised ones. States of a batch lie one after another.</summary>
public interface IDenoiser
{
    /// <summary>Values of one state.</summary>
    int StateSize { get; }

    /// <summary>E[x | x_t] for each state of a batch.</summary>
    void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean);

    /// <summary>As <see cref="Denoise"/>, and for each state (∂E[x | x_t] / ∂x_t)ᵀ applied to a cotangent.</summary>
    void DenoiseWithAdjoint(ReadOnlySpan<float> noised, double t, ReadOnlySpan<float> cotangent, Span<float> clean, Span<float> adjoint);
}
