using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Networks;

/// <summary>(∂E[x | x_t] / ∂x_t)ᵀ w = α w − σ (∂v/∂x_t)ᵀ w for a network that predicts the velocity v.</summary>
/// <param name="network">The network at the states of one batch.</param>
/// <param name="stateSize">Values of one state.</param>
/// <param name="alpha">α at their noise level.</param>
/// <param name="sigma">σ there.</param>
internal sealed class LinearisedVelocity(NetworkLinearisation network, int stateSize, float alpha, float sigma) : ILinearisedDenoiser
{
    /// <inheritdoc/>
    public int StateSize => stateSize;

    /// <inheritdoc/>
    public void ApplyAdjoint(ReadOnlySpan<float> cotangent, Span<float> gradient)
    {
        var pulled = new float[cotangent.Length];
        network.ApplyAdjoint(cotangent.ToArray(), pulled);
        for (var i = 0; i < pulled.Length; i++)
        {
            gradient[i] = (alpha * cotangent[i]) - (sigma * pulled[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
