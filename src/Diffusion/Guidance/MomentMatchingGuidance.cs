using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Guidance;

/// <summary>
/// Moment-matching posterior sampling (Rozet et al. 2024, arXiv 2405.13712). With J = ∂E[x|x_t]/∂x_t, Tweedie's covariance of
/// x given x_t is V = (σ²/α) J. Solve (R + A V Aᵀ) u = y − A(E[x|x_t]) by a fixed number of conjugate-gradient iterations (fixed:
/// the result must not depend on a tolerance), then E[x|x_t, y] = E[x|x_t] + V Aᵀ u. Exact when the prior is Gaussian and A linear.
/// </summary>
/// <param name="observations">Observations and their operator.</param>
/// <param name="iterations">Conjugate-gradient iterations, at least 1.</param>
/// <param name="highestLevel">Noise levels above this are left unguided.</param>
public sealed class MomentMatchingGuidance(IObservationOperator observations, int iterations, double highestLevel = 1) : IGuidance
{
    /// <inheritdoc/>
    public bool IsActive(double t) => observations.ObservationCount > 0 && t <= highestLevel;

    /// <inheritdoc/>
    public void Correct(IDenoiser denoiser, INoiseSchedule schedule, ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        var count = observations.ObservationCount;
        var batch = noised.Length / denoiser.StateSize;
        var residual = Innovations(clean, batch);
        var increment = new float[clean.Length];
        var direction = (float[])residual.Clone();
        var product = new float[residual.Length];
        var pulled = new float[clean.Length];
        var covariance = new float[clean.Length];
        var norms = Dot(residual, residual, count);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            observations.ApplyAdjoint(clean, direction, pulled);
            MultiplyCovariance(denoiser, schedule, noised, t, pulled, covariance);
            var least = WeightedSquares(direction, count);
            // dᵀ A V Aᵀ d needs no tangent of A. With a covariance it is not negative; where the Jacobian of a learned denoiser makes it
            // so, it says nothing about this direction, and a step would be without bound.
            var steps = Ratio(norms, [.. Dot(pulled, covariance, denoiser.StateSize).Zip(least, (spread, error) => spread > -0.001 * error ? spread + error : 0)]);
            Axpy(steps, covariance, increment, denoiser.StateSize);
            if (iteration == iterations - 1)
            {
                break;
            }

            observations.ApplyTangent(clean, covariance, product);
            AddObservationError(direction, product);
            Axpy([.. steps.Select(s => -s)], product, residual, count);
            var next = Dot(residual, residual, count);
            var growth = Ratio(next, norms);
            norms = next;
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] = residual[i] + (growth[i / count] * direction[i]);
            }
        }

        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] += increment[i];
        }
    }

    private float[] Innovations(ReadOnlySpan<float> clean, int batch)
    {
        var count = observations.ObservationCount;
        var innovations = new float[batch * count];
        observations.Apply(clean, innovations);
        var observed = observations.Observed;
        for (var i = 0; i < innovations.Length; i++)
        {
            innovations[i] = observed[i % count] - innovations[i];
        }

        return innovations;
    }

    /// <summary>V w for a cotangent w of the clean estimate.</summary>
    private static void MultiplyCovariance(
        IDenoiser denoiser, INoiseSchedule schedule, ReadOnlySpan<float> noised, double t, float[] cotangent, float[] result)
    {
        var unused = new float[result.Length];
        denoiser.DenoiseWithAdjoint(noised, t, cotangent, unused, result);
        var scale = (float)(schedule.Sigma(t) * schedule.Sigma(t) / Math.Max(schedule.Alpha(t), 1e-6));
        for (var i = 0; i < result.Length; i++)
        {
            result[i] *= scale;
        }
    }

    /// <summary>dᵀR d of each state.</summary>
    private double[] WeightedSquares(float[] direction, int count)
    {
        var variances = observations.ErrorVariances;
        var sums = new double[direction.Length / count];
        for (var i = 0; i < direction.Length; i++)
        {
            sums[i / count] += (double)variances[i % variances.Length] * direction[i] * direction[i];
        }

        return sums;
    }

    /// <summary>Adds R d.</summary>
    private void AddObservationError(float[] direction, float[] product)
    {
        var variances = observations.ErrorVariances;
        for (var i = 0; i < product.Length; i++)
        {
            product[i] += variances[i % variances.Length] * direction[i];
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

    private static void Axpy(float[] factors, float[] x, float[] y, int size)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] += factors[i / size] * x[i];
        }
    }
}
