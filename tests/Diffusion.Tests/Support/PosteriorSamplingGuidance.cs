using Slams.Diffusion.Guidance;
using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Tests.Support;

/// <summary>
/// Plain diffusion posterior sampling (Chung et al. 2022, arXiv 2209.14687): follows the gradient of −ζ‖y − A(E[x|x_t])‖. It knows
/// neither the observation errors nor the covariance of x given x_t; here to show that the tests can tell.
/// </summary>
internal sealed class PosteriorSamplingGuidance(IObservationOperator observations, double zeta) : IGuidance
{
    public bool IsActive(double t) => observations.ObservationCount > 0;

    public void Correct(ILinearisedDenoiser denoiser, INoiseSchedule schedule, double t, Span<float> clean)
    {
        var (alpha, sigma) = (Math.Max(schedule.Alpha(t), 1e-6), schedule.Sigma(t));
        var count = observations.ObservationCount;
        var residuals = new float[clean.Length / denoiser.StateSize * count];
        using var operation = observations.Linearise(clean, residuals);
        for (var member = 0; member < residuals.Length; member += count)
        {
            var own = residuals.AsSpan(member, count);
            var squares = 0.0;
            for (var i = 0; i < count; i++)
            {
                own[i] = observations.Observed[i] - own[i];
                squares += own[i] * own[i];
            }

            for (var i = 0; i < count; i++)
            {
                own[i] = (float)(zeta * own[i] / Math.Max(Math.Sqrt(squares), 1e-9));
            }
        }

        var cotangent = new float[clean.Length];
        operation.ApplyAdjoint(residuals, cotangent);
        var gradient = new float[clean.Length];
        denoiser.ApplyAdjoint(cotangent, gradient);
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] += (float)(sigma * sigma / alpha * gradient[i]);
        }
    }
}
