using Slams.Diffusion.Guidance;
using Slams.Diffusion.Sampling;

namespace Slams.Training.Experiments;

/// <summary>
/// The guidance of score-based data assimilation (Rozet and Louppe 2023, arXiv 2306.10574), kept for comparison only: the unknown
/// covariance of x given x_t is taken as Γ = γ (σ/α)² in observation space, alike for every observation and without correlations,
/// E[x|x_t, y] ≈ E[x|x_t] + (σ²/α) Jᵀ Aᵀ (y − A(E[x|x_t])) / (R + Γ).
/// </summary>
/// <param name="observations">Observations and their operator.</param>
/// <param name="gamma">γ; its authors use 0.03 for Lorenz-63.</param>
public sealed class ScalarGammaGuidance(IObservationOperator observations, double gamma) : IGuidance
{
    /// <inheritdoc/>
    public bool IsActive(double t) => observations.ObservationCount > 0;

    /// <inheritdoc/>
    public void Correct(ILinearisedDenoiser denoiser, INoiseSchedule schedule, double t, Span<float> clean)
    {
        var (alpha, sigma) = (Math.Max(schedule.Alpha(t), 1e-6), schedule.Sigma(t));
        var count = observations.ObservationCount;
        var weights = new float[clean.Length / denoiser.StateSize * count];
        using var operation = observations.Linearise(clean, weights);
        for (var i = 0; i < weights.Length; i++)
        {
            var variance = observations.ErrorVariances[i % count] + (gamma * sigma * sigma / (alpha * alpha));
            weights[i] = (float)((observations.Observed[i % count] - weights[i]) / variance);
        }

        var cotangent = new float[clean.Length];
        operation.ApplyAdjoint(weights, cotangent);
        var gradient = new float[clean.Length];
        denoiser.ApplyAdjoint(cotangent, gradient);
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] += (float)(sigma * sigma / alpha * gradient[i]);
        }
    }
}
