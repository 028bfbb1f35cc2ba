namespace Slams.Diffusion.Sampling;

/// <summary>Estimates clean states from noised ones. States of a batch lie one after another.</summary>
public interface IDenoiser
{
    /// <summary>Values of one state.</summary>
    int StateSize { get; }

    /// <summary>E[x | x_t] for each state of a batch.</summary>
    void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean);

    /// <summary>As <see cref="Denoise"/>, with the adjoint at these states.</summary>
    ILinearisedDenoiser Linearise(ReadOnlySpan<float> noised, double t, Span<float> clean);
}
