using Slams.Core.Randomness;
using Slams.Diffusion.Guidance;
using Slams.Diffusion.Sampling;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Guidance;

public sealed class MomentMatchingGuidanceTests
{
    private static readonly CosineSchedule Schedule = new();
    private static readonly GaussianDenoiser Denoiser = new(Schedule, [0.5, -1, 2], [1, 0.7, 1.4]);

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(0.9)]
    public void Exact_for_a_gaussian_with_linear_observations(double t)
    {
        var matrix = new[,] { { 1.0, 0.5, 0 }, { 0, -1.0, 2.0 } };
        float[] observed = [1.2f, 3.5f], variances = [0.25f, 0.5f], noised = [0.3f, -0.8f, 1.1f];
        var clean = new float[3];
        using var denoiser = Denoiser.Linearise(noised, t, clean);

        new MomentMatchingGuidance(new LinearOperator(matrix, observed, variances), iterations: 2).Correct(denoiser, Schedule, t, clean);

        Assert.Equal(Exact(matrix, observed, variances, noised, t), clean.Select(c => (double)c), Close);
    }

    [Fact]
    public void Guided_samples_have_the_posterior_mean_and_deviation()
    {
        // One value observed directly: mean and variance follow by hand.
        const double prior = 1, error = 0.25, value = 1.7;
        var denoiser = new GaussianDenoiser(Schedule, [0.5], [prior]);
        var guidance = new MomentMatchingGuidance(new LinearOperator(new[,] { { 1.0 } }, [(float)value], [(float)error]), iterations: 1);
        var states = new float[4000];
        CounterRandom.FillNormal(3, 0, states);

        new ExponentialSolver(Schedule, new TimeGrid(60, 0.01)).Sample(denoiser, guidance, states, CancellationToken.None);

        var (mean, deviation) = Moments.Of(states, 1, 0);
        Assert.Equal(0.5 + (prior / (prior + error) * (value - 0.5)), mean, 0.04);
        Assert.Equal(Math.Sqrt(prior * error / (prior + error)), deviation, 0.04);
    }

    [Fact]
    public void States_of_a_batch_are_corrected_each_by_itself()
    {
        var guidance = new MomentMatchingGuidance(
            new LinearOperator(new[,] { { 1.0, 1, 1 } }, [2f], [0.1f]), iterations: 1);
        float[] noised = [0.1f, 0.2f, 0.3f, -0.5f, 0.9f, -1f];
        var together = new float[6];
        var alone = new float[3];
        using var both = Denoiser.Linearise(noised, 0.3, together);
        using var second = Denoiser.Linearise(noised.AsSpan(3), 0.3, alone);

        guidance.Correct(both, Schedule, 0.3, together);
        guidance.Correct(second, Schedule, 0.3, alone);

        Assert.Equal(alone, together.AsSpan(3).ToArray());
    }

    [Fact]
    public void Inactive_above_its_level_and_without_observations()
    {
        var some = new LinearOperator(new[,] { { 1.0, 0, 0 } }, [1f], [1f]);
        var none = new LinearOperator(new double[0, 3], [], []);

        Assert.True(new MomentMatchingGuidance(some, 1, 0.2).IsActive(0.2));
        Assert.False(new MomentMatchingGuidance(some, 1, 0.2).IsActive(0.21));
        Assert.False(new MomentMatchingGuidance(none, 1).IsActive(0.1));
    }

    [Fact]
    public void Innovations_never_grow_though_the_jacobian_is_no_covariance()
    {
        // Turned by a plane angle, so that conjugate gradients diverge on it.
        var left = Left(new[,] { { 0.2, 1.0, 0, 0 }, { -1.0, 0.3, 0, 0 }, { 0, 0, 0.4, 0.6 }, { 0, 0, -0.5, 0.9 } });

        Assert.All(left.Zip(left.Skip(1)), pair => Assert.True(pair.Second <= pair.First, $"grew from {pair.First} to {pair.Second}"));
        Assert.True(left[^1] < 1e-6 * left[0], $"{left[^1]} of {left[0]} is left after as many iterations as observations");
    }

    [Fact]
    public void Where_the_jacobian_has_the_wrong_sign_nothing_is_changed()
    {
        var left = Left(new[,] { { -0.5, 0, 0, 0 }, { 0, -0.5, 0, 0 }, { 0, 0, -0.5, 0 }, { 0, 0, 0, -0.5 } });

        Assert.All(left, remaining => Assert.Equal(left[0], remaining));
    }

    /// <summary>Squares of the innovations that are left after 0 to 4 iterations, of four values observed all but exactly.</summary>
    private static double[] Left(double[,] transposedJacobian)
    {
        var direct = new[,] { { 1.0, 0, 0, 0 }, { 0, 1.0, 0, 0 }, { 0, 0, 1.0, 0 }, { 0, 0, 0, 1.0 } };
        float[] observed = [1, -2, 0.5f, 1.5f];
        return [.. Enumerable.Range(0, 5).Select(iterations =>
        {
            var clean = new float[4];
            using var denoiser = new TwistedDenoiser(transposedJacobian).Linearise(new float[4], 0.5, clean);
            new MomentMatchingGuidance(new LinearOperator(direct, observed, [1e-6f, 1e-6f, 1e-6f, 1e-6f]), iterations)
                .Correct(denoiser, Schedule, 0.5, clean);
            return observed.Zip(clean, (y, x) => (y - x) * (double)(y - x)).Sum();
        })];
    }

    /// <summary>E[x | x_t] + V Aᵀ (A V Aᵀ + R)⁻¹ (y − A E[x | x_t]) for two observations.</summary>
    private static double[] Exact(double[,] a, float[] observed, float[] variances, float[] noised, double t)
    {
        double[] mean = [.. Enumerable.Range(0, 3).Select(i => Denoiser.Mean(i, noised[i], t))];
        double[] variance = [.. Enumerable.Range(0, 3).Select(i => Denoiser.Variance(i, t))];
        double Product(int k, int l) => Enumerable.Range(0, 3).Sum(i => a[k, i] * variance[i] * a[l, i]) + (k == l ? variances[k] : 0);
        double Innovation(int k) => observed[k] - Enumerable.Range(0, 3).Sum(i => a[k, i] * mean[i]);
        var determinant = (Product(0, 0) * Product(1, 1)) - (Product(0, 1) * Product(0, 1));
        var u0 = ((Product(1, 1) * Innovation(0)) - (Product(0, 1) * Innovation(1))) / determinant;
        var u1 = ((Product(0, 0) * Innovation(1)) - (Product(0, 1) * Innovation(0))) / determinant;
        return [.. Enumerable.Range(0, 3).Select(i => mean[i] + (variance[i] * ((a[0, i] * u0) + (a[1, i] * u1))))];
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-4;
}
