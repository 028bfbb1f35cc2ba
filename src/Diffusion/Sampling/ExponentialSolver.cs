namespace Slams.Diffusion.Sampling;

/// <summary>
/// Second-order exponential multistep solver of the probability-flow equation (DEIS, Zhang and Chen 2023, arXiv 2204.13902) for
/// α = cos θ, σ = sin θ: d(x/σ)/dθ = −D/σ², with the clean estimate D linear in θ through its last two values. Linear in the angle
/// rather than in ln(α/σ), since the first steps then keep the spread of large deviations.
/// </summary>
public sealed class ExponentialSolver(INoiseSchedule schedule, TimeGrid grid) : ISampler
{
    /// <inheritdoc/>
    public void Sample(IDenoiser denoiser, IGuidance? guidance, Span<float> states, CancellationToken cancellationToken)
    {
        var clean = new float[states.Length];
        var previous = new float[states.Length];
        for (var step = 0; step < grid.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var span = Tracing.Source.StartActivity("sample.step");
            var t = grid.At(step);
            if (guidance?.IsActive(t) == true)
            {
                using var linearised = denoiser.Linearise(states, t, clean);
                guidance.Correct(linearised, schedule, t, clean);
            }
            else
            {
                denoiser.Denoise(states, t, clean);
            }

            if (step == grid.Steps - 1)
            {
                clean.CopyTo(states);
                return;
            }

            Step(states, clean, previous, step == 0 ? null : Angle(grid.At(step - 1)), Angle(t), Angle(grid.At(step + 1)));
            (clean, previous) = (previous, clean);
        }
    }

    /// <summary>From angle <paramref name="now"/> to <paramref name="next"/>: −∫ D/sin² dθ in closed form.</summary>
    private static void Step(Span<float> states, float[] clean, float[] previous, double? before, double now, double next)
    {
        var keep = (float)(Math.Sin(next) / Math.Sin(now));
        var (constant, linear) = (InverseSquare(now) - InverseSquare(next), Moment(now) - Moment(next));
        var slope = before is { } earlier ? (linear - (now * constant)) / (now - earlier) : 0;
        var (current, trend) = ((float)(Math.Sin(next) * constant), (float)(Math.Sin(next) * slope));
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = (keep * states[i]) + (current * clean[i]) + (trend * (clean[i] - previous[i]));
        }
    }

    private double Angle(double t) => Math.Atan2(schedule.Sigma(t), schedule.Alpha(t));

    /// <summary>∫ dθ / sin² θ.</summary>
    private static double InverseSquare(double angle) => -1 / Math.Tan(angle);

    /// <summary>∫ θ dθ / sin² θ.</summary>
    private static double Moment(double angle) => (-angle / Math.Tan(angle)) + Math.Log(Math.Sin(angle));
}
