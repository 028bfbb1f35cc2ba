namespace Slams.Diffusion.Sampling;

/// <summary>
/// DPM-Solver++(2M) (Lu et al. 2022): a second-order multistep solver of the probability-flow equation in terms of the clean
/// estimate. With λ = ln(α/σ), h the step in λ and D the estimate extrapolated from the last two,
/// x ← (σ'/σ) x + α' (1 − e^(−h)) D.
/// </summary>
public sealed class DpmSolver(INoiseSchedule schedule, TimeGrid grid) : ISampler
{
    /// <inheritdoc/>
    public void Sample(IDenoiser denoiser, IGuidance? guidance, Span<float> states, CancellationToken cancellationToken)
    {
        var clean = new float[states.Length];
        var previous = new float[states.Length];
        var previousStep = 0.0;
        for (var step = 0; step < grid.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var span = Tracing.Source.StartActivity("sample.step");
            var t = grid.At(step);
            denoiser.Denoise(states, t, clean);
            if (guidance?.IsActive(t) == true)
            {
                guidance.Correct(denoiser, schedule, states, t, clean);
            }

            if (step == grid.Steps - 1)
            {
                clean.CopyTo(states);
                return;
            }

            previousStep = Step(states, clean, previous, t, grid.At(step + 1), step == 0 ? null : previousStep);
            (clean, previous) = (previous, clean);
        }
    }

    private double Step(Span<float> states, float[] clean, float[] previous, double t, double next, double? previousStep)
    {
        var h = LogSignalToNoise(next) - LogSignalToNoise(t);
        var keep = (float)(schedule.Sigma(next) / schedule.Sigma(t));
        var add = (float)(schedule.Alpha(next) * (1 - Math.Exp(-h)));
        var forward = previousStep is { } p ? (float)(h / (2 * p)) : 0f;
        for (var i = 0; i < states.Length; i++)
        {
            var estimate = clean[i] + (forward * (clean[i] - previous[i]));
            states[i] = (keep * states[i]) + (add * estimate);
        }

        return h;
    }

    /// <summary>At t = 1 there is no signal; a floor keeps the first step finite and its weight right.</summary>
    private double LogSignalToNoise(double t) => Math.Log(Math.Max(schedule.Alpha(t), 1e-4) / schedule.Sigma(t));
}
