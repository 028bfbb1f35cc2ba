using Slams.Core.Randomness;
using Slams.Diffusion.Sampling;

namespace Slams.Benchmarks.Sampling;

/// <summary>
/// The sampler of score-based data assimilation (Rozet and Louppe 2023, arXiv 2306.10574), which SLAMS takes over (Qu et al. 2024, arXiv 2404.06665): so many steps of an exponential
/// integrator, each followed by one of Langevin dynamics. Each of both evaluates the guided network once. For comparison only.
/// </summary>
/// <param name="schedule">Schedule of the noise.</param>
/// <param name="steps">Steps of the predictor; the authors of SLAMS take 512.</param>
/// <param name="tau">Size of the corrector's step; theirs is 0.5.</param>
internal sealed class ReferenceSampler(INoiseSchedule schedule, int steps, double tau) : ISampler
{
    public void Sample(IDenoiser denoiser, IGuidance? guidance, Span<float> states, CancellationToken cancellationToken)
    {
        var noise = new float[states.Length];
        var random = new float[states.Length];
        // A batch has random numbers of its own: those that begin it tell it from others.
        var seed = BitConverter.SingleToUInt32Bits(states[0]) | ((ulong)BitConverter.SingleToUInt32Bits(states[1]) << 32);
        for (var step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (t, next) = (1 - ((double)step / steps), 1 - ((step + 1.0) / steps));
            Predict(denoiser, guidance, states, noise, t, next);
            if (step < steps - 1)
            {
                CounterRandom.FillNormal(seed, (ulong)step, random);
                Correct(denoiser, guidance, states, noise, random, next);
            }
        }
    }

    /// <summary>x ← (α'/α) x + (σ' − (α'/α) σ) ε.</summary>
    private void Predict(IDenoiser denoiser, IGuidance? guidance, Span<float> states, float[] noise, double t, double next)
    {
        Noise(denoiser, guidance, states, t, noise);
        var ratio = schedule.Alpha(next) / schedule.Alpha(t);
        var (keep, add) = ((float)ratio, (float)(schedule.Sigma(next) - (ratio * schedule.Sigma(t))));
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = (keep * states[i]) + (add * noise[i]);
        }
    }

    /// <summary>x ← x − σ (δ ε + √(2δ) z) with δ = τ over the mean square of ε of a sample.</summary>
    private void Correct(IDenoiser denoiser, IGuidance? guidance, Span<float> states, float[] noise, float[] random, double t)
    {
        Noise(denoiser, guidance, states, t, noise);
        var sigma = schedule.Sigma(t);
        for (var start = 0; start < states.Length; start += denoiser.StateSize)
        {
            var delta = tau / noise.AsSpan(start, denoiser.StateSize).ToArray().Average(value => (double)value * value);
            var (drift, diffusion) = ((float)(sigma * delta), (float)(sigma * Math.Sqrt(2 * delta)));
            for (var i = start; i < start + denoiser.StateSize; i++)
            {
                states[i] -= (drift * noise[i]) + (diffusion * random[i]);
            }
        }
    }

    /// <summary>ε = (x − α E[x|x, y]) / σ.</summary>
    private void Noise(IDenoiser denoiser, IGuidance? guidance, ReadOnlySpan<float> states, double t, float[] noise)
    {
        if (guidance?.IsActive(t) == true)
        {
            using var linearised = denoiser.Linearise(states, t, noise);
            guidance.Correct(linearised, schedule, t, noise);
        }
        else
        {
            denoiser.Denoise(states, t, noise);
        }

        var (alpha, sigma) = ((float)schedule.Alpha(t), (float)schedule.Sigma(t));
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (states[i] - (alpha * noise[i])) / sigma;
        }
    }
}
