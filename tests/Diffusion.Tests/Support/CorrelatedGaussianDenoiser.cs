using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Tests.Support;

/// <summary>
/// The exact denoiser of a normal distribution N(m, P) with correlations, E[x|x_t] = m + α P (α² P + σ² I)⁻¹ (x_t − α m).
/// </summary>
internal sealed class CorrelatedGaussianDenoiser(INoiseSchedule schedule, double[] mean, double[,] covariance) : IDenoiser
{
    public int StateSize => mean.Length;

    public void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        var jacobian = Jacobian(t);
        Matrices.Multiply(jacobian, StateSize, noised, clean);
        Center(jacobian, t, clean);
    }

    public ILinearisedDenoiser Linearise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        var jacobian = Jacobian(t);
        Matrices.Multiply(jacobian, StateSize, noised, clean);
        Center(jacobian, t, clean);
        // The Jacobian is symmetric.
        return new LinearMap(StateSize, (cotangent, gradient) => Matrices.Multiply(jacobian, StateSize, cotangent, gradient));
    }

    /// <summary>Adds m − α J m.</summary>
    private void Center(double[] jacobian, double t, Span<float> clean)
    {
        var alpha = schedule.Alpha(t);
        var offset = new float[StateSize];
        for (var i = 0; i < StateSize; i++)
        {
            offset[i] = (float)(mean[i] - (alpha * Enumerable.Range(0, StateSize).Sum(j => jacobian[(i * StateSize) + j] * mean[j])));
        }

        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] += offset[i % offset.Length];
        }
    }

    private double[] Jacobian(double t)
    {
        var (alpha, sigma) = (schedule.Alpha(t), schedule.Sigma(t));
        var noisy = new double[StateSize, StateSize];
        for (var i = 0; i < StateSize; i++)
        {
            for (var j = 0; j < StateSize; j++)
            {
                noisy[i, j] = (alpha * alpha * covariance[i, j]) + (i == j ? sigma * sigma : 0);
            }
        }

        return [.. Matrices.Multiply(covariance, Matrices.Inverse(noisy)).Cast<double>().Select(v => alpha * v)];
    }
}
