using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Tests.Support;

/// <summary>A linearised denoiser of a test.</summary>
internal sealed class LinearMap(int stateSize, LinearMap.Map adjoint) : ILinearisedDenoiser
{
    /// <summary>From cotangents to gradients.</summary>
    public delegate void Map(ReadOnlySpan<float> cotangent, Span<float> gradient);

    public int StateSize => stateSize;

    public void ApplyAdjoint(ReadOnlySpan<float> cotangent, Span<float> gradient) => adjoint(cotangent, gradient);

    public void Dispose()
    {
    }
}
