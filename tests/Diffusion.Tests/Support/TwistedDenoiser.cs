using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Tests.Support;

/// <summary>Claims any matrix as the transpose of its Jacobian, as a learned denoiser may.</summary>
internal sealed class TwistedDenoiser(double[,] transposed) : IDenoiser
{
    public int StateSize => transposed.GetLength(0);

    public void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean) => clean.Clear();

    public void DenoiseWithAdjoint(ReadOnlySpan<float> noised, double t, ReadOnlySpan<float> cotangent, Span<float> clean, Span<float> adjoint)
    {
        clean.Clear();
        for (var i = 0; i < StateSize; i++)
        {
            adjoint[i] = 0;
            for (var j = 0; j < StateSize; j++)
            {
                adjoint[i] += (float)transposed[i, j] * cotangent[j];
            }
        }
    }
}
