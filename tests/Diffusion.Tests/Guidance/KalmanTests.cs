using Slams.Core.Randomness;
using Slams.Diffusion.Guidance;
using Slams.Diffusion.Sampling;
using Slams.Diffusion.Tests.Support;
using Slams.Training.Experiments;

namespace Slams.Diffusion.Tests.Guidance;

/// <summary>
/// Guided sampling of a linear-Gaussian problem, through the solver and guidance of the product, against the Kalman filter. Members
/// pass when neither chi-square test of <see cref="GaussianPosterior"/> rejects at 0.1 %. The solver is exact only in the limit of many
/// steps; what <see cref="Steps"/> leave is measured and is far below what the members can resolve.
/// </summary>
public sealed class KalmanTests
{
    private const int Size = 6, Members = 4096, Steps = 192;
    private const double LastLevel = 3e-3, Accept = 1e-3, Reject = 1e-9;

    private static readonly CosineSchedule Schedule = new();
    private static readonly double[] Prior = [0.5, -1, 2, 0, -0.3, 1];
    private static readonly double[,] PriorCovariance = Covariance();
    private static readonly CorrelatedGaussianDenoiser Denoiser = new(Schedule, Prior, PriorCovariance);

    public static TheoryData<string> Cases => ["all observed", "two of six", "sums and differences", "one precise, one poor"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Members_have_the_mean_and_covariance_of_the_kalman_filter(string name)
    {
        var (h, observed, variances) = Case(name);
        var exact = GaussianPosterior.Of(Prior, PriorCovariance, h, observed, variances);

        var (mean, covariance) = exact.Test(Sample(Exact(h, observed, variances), Noise(Members)));

        Assert.True(mean > Accept, $"probability of the mean {mean:g3}");
        Assert.True(covariance > Accept, $"probability of the covariance {covariance:g3}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_suffice(string name)
    {
        var (h, observed, variances) = Case(name);
        var start = new float[(Size + 1) * Size];
        for (var i = 0; i < Size; i++)
        {
            start[((i + 1) * Size) + i] = 1;
        }

        var end = Sample(Exact(h, observed, variances), start);
        var map = new double[Size, Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                map[i, j] = end[((j + 1) * Size) + i] - end[i];
            }
        }

        var (mean, covariance) = GaussianPosterior.Of(Prior, PriorCovariance, h, observed, variances)
            .Bias([.. end.Take(Size).Select(v => (double)v)], map, Members);

        // The statistics have expectations 6 and 21 and deviations 3.5 and 6.5 by chance alone.
        Assert.True(mean < 1 && covariance < 1, $"discretisation adds {mean:g3} and {covariance:g3} to the statistics");
    }

    [Fact]
    public void Worthless_observations_return_the_prior()
    {
        var (h, observed, _) = Case("two of six");
        var members = Sample(Exact(h, observed, [.. observed.Select(_ => 1e8f)]), Noise(Members));

        var (mean, covariance) = GaussianPosterior.Of(Prior, PriorCovariance).Test(members);

        Assert.True(mean > Accept && covariance > Accept, $"probabilities {mean:g3}, {covariance:g3}");
    }

    [Fact]
    public void Two_observations_of_one_point_are_their_mean_with_half_the_variance()
    {
        var twice = Sample(Exact(Rows(1, 1), [1.4f, 0.6f], [0.3f, 0.3f]), Noise(64));
        var once = Sample(Exact(Rows(1), [1f], [0.15f]), Noise(64));

        Assert.All(twice.Zip(once), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Plain_posterior_sampling_fails(double zeta) => RequireFailure(op => new PosteriorSamplingGuidance(op, zeta));

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void A_scalar_for_the_covariance_fails(double gamma) => RequireFailure(op => new ScalarGammaGuidance(op, gamma));

    private static void RequireFailure(Func<IObservationOperator, IGuidance> guidance)
    {
        var (h, observed, variances) = Case("sums and differences");

        var (mean, covariance) = GaussianPosterior.Of(Prior, PriorCovariance, h, observed, variances)
            .Test(Sample(guidance(new LinearOperator(h, observed, variances)), Noise(Members)));

        Assert.True(Math.Min(mean, covariance) < Reject, $"probabilities {mean:g3}, {covariance:g3}");
    }

    private static MomentMatchingGuidance Exact(double[,] h, float[] observed, float[] variances) =>
        new(new LinearOperator(h, observed, variances), iterations: observed.Length);

    private static float[] Sample(IGuidance guidance, float[] states)
    {
        new ExponentialSolver(Schedule, new TimeGrid(Steps, LastLevel)).Sample(Denoiser, guidance, states, CancellationToken.None);
        return states;
    }

    private static float[] Noise(int members)
    {
        var states = new float[members * Size];
        CounterRandom.FillNormal(11, 0, states);
        return states;
    }

    private static (double[,] H, float[] Observed, float[] Variances) Case(string name) => name switch
    {
        "all observed" => (Rows(0, 1, 2, 3, 4, 5), [1, -1.5f, 1.2f, 0.8f, 0.1f, 0.4f], [0.1f, 0.5f, 1, 0.2f, 0.05f, 2]),
        "two of six" => (Rows(1, 4), [0.5f, -1], [0.2f, 0.4f]),
        "sums and differences" => (new[,] { { 1.0, 1, 1, 0, 0, 0 }, { 0, 0, 1.0, -1, 0, 0 }, { 0, 0, 0, 0.5, 2, 1 } }, [2, 0.7f, 1.5f], [0.3f, 0.1f, 0.8f]),
        _ => (Rows(0, 3), [1.5f, -2], [0.04f, 9]),
    };

    private static double[,] Rows(params int[] observed)
    {
        var h = new double[observed.Length, Size];
        for (var i = 0; i < observed.Length; i++)
        {
            h[i, observed[i]] = 1;
        }

        return h;
    }

    /// <summary>Neighbours correlated by 0.7, deviations from 0.6 to 1.6.</summary>
    private static double[,] Covariance()
    {
        double[] deviations = [1, 0.7, 1.4, 0.6, 1.2, 1.6];
        var covariance = new double[Size, Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                covariance[i, j] = deviations[i] * deviations[j] * Math.Pow(0.7, Math.Abs(i - j));
            }
        }

        return covariance;
    }
}
