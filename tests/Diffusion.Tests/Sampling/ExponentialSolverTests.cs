using Slams.Core.Randomness;
using Slams.Diffusion.Sampling;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Sampling;

public sealed class ExponentialSolverTests
{
    private static readonly CosineSchedule Schedule = new();
    private static readonly double[] Means = [0.4, -1.5, 0];
    private static readonly double[] Deviations = [1, 0.5, 0.2];

    [Fact]
    public void Samples_of_a_gaussian_have_its_mean_and_deviation()
    {
        var states = Noise(4000);

        new ExponentialSolver(Schedule, new TimeGrid(40, 0.01)).Sample(new GaussianDenoiser(Schedule, Means, Deviations), null, states, CancellationToken.None);

        for (var i = 0; i < Means.Length; i++)
        {
            var (mean, deviation) = Moments.Of(states, Means.Length, i);
            Assert.Equal(Means[i], mean, 0.05);
            Assert.Equal(Deviations[i], deviation, 0.05 * Deviations[i] + 0.01);
        }
    }

    [Fact]
    public void More_steps_come_closer_to_the_exact_solution()
    {
        // For a Gaussian the probability flow keeps each value's place in the distribution.
        double Error(int steps)
        {
            var states = Noise(200);
            var start = (float[])states.Clone();
            new ExponentialSolver(Schedule, new TimeGrid(steps, 0.001)).Sample(
                new GaussianDenoiser(Schedule, Means, Deviations), null, states, CancellationToken.None);
            return states.Select((value, i) => Math.Abs(value - (Means[i % 3] + (Deviations[i % 3] * start[i])))).Max();
        }

        var (coarse, fine) = (Error(8), Error(64));
        Assert.True(fine < coarse / 4, $"error {coarse} with 8 steps, {fine} with 64");
        Assert.True(fine < 0.05, $"error {fine} with 64 steps");
    }

    [Fact]
    public void A_member_does_not_depend_on_the_others_of_its_batch()
    {
        var denoiser = new GaussianDenoiser(Schedule, Means, Deviations);
        var solver = new ExponentialSolver(Schedule, new TimeGrid(10));
        var together = Noise(4);
        var alone = together.AsSpan(3, 3).ToArray();

        solver.Sample(denoiser, null, together, CancellationToken.None);
        solver.Sample(denoiser, null, alone, CancellationToken.None);

        Assert.Equal(alone, together.AsSpan(3, 3).ToArray());
    }

    [Fact]
    public void Cancellation_stops_between_steps()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => new ExponentialSolver(Schedule, new TimeGrid(3)).Sample(
            new GaussianDenoiser(Schedule, Means, Deviations), null, Noise(1), stop.Token));
    }

    private static float[] Noise(int members)
    {
        var states = new float[members * Means.Length];
        CounterRandom.FillNormal(1, 0, states);
        return states;
    }
}
