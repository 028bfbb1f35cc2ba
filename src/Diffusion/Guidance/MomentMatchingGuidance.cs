using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Guidance;

/// <summary>
/// Moment-matching posterior sampling (Rozet et al. 2024, arXiv 2405.13712). With J = ∂E[x|x_t]/∂x_t, Tweedie's covariance of
/// x given x_t is V = (σ²/α) J. Solve (R + A V Aᵀ) u = y − A(E[x|x_t]) by a fixed number of iterations (fixed: the result must not
/// depend on a tolerance), then E[x|x_t, y] = E[x|x_t] + V Aᵀ u. Exact when the prior is Gaussian and A linear.
/// The Jacobian of a learned denoiser is not quite a covariance, so the iterations are those of the generalised conjugate residuals
/// (Eisenstat, Elman and Schultz 1983): the innovation left over never grows, where conjugate gradients may diverge.
/// </summary>
/// <param name="observations">Observations and their operator.</param>
/// <param name="iterations">Iterations, at least 1; as many as observations are exact.</param>
/// <param name="highestLevel">Noise levels above this are left unguided.</param>
/// <param name="lowestLevel">Noise levels below this are left unguided.</param>
public sealed class MomentMatchingGuidance(IObservationOperator observations, int iterations, double highestLevel = 1, double lowestLevel = 0) : IGuidance
{
    /// <inheritdoc/>
    public bool IsActive(double t) => observations.ObservationCount > 0 && t <= highestLevel && t >= lowestLevel;

    /// <inheritdoc/>
    public void Correct(ILinearisedDenoiser denoiser, INoiseSchedule schedule, double t, Span<float> clean)
    {
        var count = observations.ObservationCount;
        var innovation = new float[clean.Length / denoiser.StateSize * count];
        using var operation = observations.Linearise(clean, innovation);
        Departures(innovation);
        var scale = (float)(schedule.Sigma(t) * schedule.Sigma(t) / Math.Max(schedule.Alpha(t), 1e-6));
        var increment = new float[clean.Length];
        var taken = new List<(float[] Weights, float[] Increment, float[] Image, double[] Squares)>(iterations);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var weights = (float[])innovation.Clone();
            var (direction, image) = Explain(denoiser, operation, scale, weights);
            foreach (var earlier in taken)
            {
                var share = Ratio(Dot(image, earlier.Image, count), earlier.Squares);
                Subtract(share, earlier.Image, image, count);
                Subtract(share, earlier.Weights, weights, count);
                Subtract(share, earlier.Increment, direction, denoiser.StateSize);
            }

            var squares = Dot(image, image, count);
            var step = Bounded(Ratio(Dot(innovation, image, count), squares), weights, image);
            Subtract(step, image, innovation, count);
            Subtract([.. step.Select(s => -s)], direction, increment, denoiser.StateSize);
            taken.Add((weights, direction, image, squares));
        }

        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] += increment[i];
        }
    }

    /// <summary>
    /// No step where wᵀ(R + A V Aᵀ)w is less than wᵀR w, which no covariance V allows: what such a Jacobian says about w is wrong, and the
    /// step would be without bound.
    /// </summary>
    private float[] Bounded(float[] step, float[] weights, float[] image)
    {
        const double tolerance = 1e-3;
        var count = observations.ObservationCount;
        var variances = observations.ErrorVariances;
        var least = new double[step.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            least[i / count] += (double)variances[i % variances.Length] * weights[i] * weights[i];
        }

        return [.. Dot(weights, image, count).Zip(least, step).Select(state => state.First < (1 - tolerance) * state.Second ? 0 : state.Third)];
    }

    /// <summary>V Aᵀ u for u the innovation, and (R + A V Aᵀ) u.</summary>
    private (float[] Increment, float[] Image) Explain(ILinearisedDenoiser denoiser, ILinearisedOperator operation, float scale, float[] innovation)
    {
        var size = innovation.Length / observations.ObservationCount * denoiser.StateSize;
        var (pulled, increment, image) = (new float[size], new float[size], new float[innovation.Length]);
        operation.ApplyAdjoint(innovation, pulled);
        MultiplyCovariance(denoiser, scale, pulled, increment);
        operation.ApplyTangent(increment, image);
        var variances = observations.ErrorVariances;
        for (var i = 0; i < image.Length; i++)
        {
            image[i] += variances[i % variances.Length] * innovation[i];
        }

        return (increment, image);
    }

    /// <summary>y − A(x) in the place of A(x).</summary>
    private void Departures(float[] equivalents)
    {
        var observed = observations.Observed;
        for (var i = 0; i < equivalents.Length; i++)
        {
            equivalents[i] = observed[i % observed.Length] - equivalents[i];
        }
    }

    /// <summary>V w for a cotangent w of the clean estimate; the scale is σ²/α.</summary>
    private static void MultiplyCovariance(ILinearisedDenoiser denoiser, float scale, float[] cotangent, float[] result)
    {
        denoiser.ApplyAdjoint(cotangent, result);
        for (var i = 0; i < result.Length; i++)
        {
            result[i] *= scale;
        }
    }

    private static double[] Dot(float[] a, float[] b, int size)
    {
        var sums = new double[a.Length / size];
        for (var i = 0; i < a.Length; i++)
        {
            sums[i / size] += (double)a[i] * b[i];
        }

        return sums;
    }

    private static float[] Ratio(double[] above, double[] below) => [.. above.Zip(below, (a, b) => b > 0 ? (float)(a / b) : 0f)];

    private static void Subtract(float[] factors, float[] x, float[] y, int size)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] -= factors[i / size] * x[i];
        }
    }
}
