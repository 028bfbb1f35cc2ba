using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Tests.Support;

/// <summary>
/// The exact denoiser of independent normal values: everything about the diffusion of a Gaussian is known in closed form, so what
/// samplers and guidance give can be held against the truth.
/// </summary>
internal sealed class GaussianDenoiser(INoiseSchedule schedule, double[] means, double[] deviations) : IDenoiser
{
    public int StateSize => means.Length;

    /// <summary>E[x | x_t] of one value.</summary>
    public double Mean(int i, double noised, double t)
    {
        var alpha = schedule.Alpha(t);
        return means[i] + (Slope(i, t) * (noised - (alpha * means[i])));
    }

    /// <summary>Var[x | x_t] of one value.</summary>
    public double Variance(int i, double t)
    {
        var (alpha, sigma, s) = (schedule.Alpha(t), schedule.Sigma(t), deviations[i]);
        return s * s * sigma * sigma / ((alpha * alpha * s * s) + (sigma * sigma));
    }

    public void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        for (var i = 0; i < noised.Length; i++)
        {
            clean[i] = (float)Mean(i % StateSize, noised[i], t);
        }
    }

    public ILinearisedDenoiser Linearise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        Denoise(noised, t, clean);
        return new LinearMap(StateSize, (cotangent, gradient) =>
        {
            for (var i = 0; i < cotangent.Length; i++)
            {
                gradient[i] = (float)(Slope(i % StateSize, t) * cotangent[i]);
            }
        });
    }

    private double Slope(int i, double t)
    {
        var (alpha, sigma, s) = (schedule.Alpha(t), schedule.Sigma(t), deviations[i]);
        return alpha * s * s / ((alpha * alpha * s * s) + (sigma * sigma));
    }
}
