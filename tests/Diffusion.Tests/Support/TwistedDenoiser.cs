using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Tests.Support;

/// <summary>Claims any matrix as the transpose of its Jacobian, as a learned denoiser may.</summary>
internal sealed class TwistedDenoiser(double[,] transposed) : IDenoiser
{
    public int StateSize => transposed.GetLength(0);

    public void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean) => clean.Clear();

    public ILinearisedDenoiser Linearise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        clean.Clear();
        return new LinearMap(StateSize, (cotangent, gradient) => Matrices.Multiply([.. transposed.Cast<double>()], StateSize, cotangent, gradient));
    }
}
