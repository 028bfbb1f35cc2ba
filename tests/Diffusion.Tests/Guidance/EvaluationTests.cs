using Slams.Diffusion.Guidance;
using Slams.Diffusion.Sampling;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Guidance;

/// <summary>What sampling asks of denoiser and observation operator: each is computed once at each noise level, whatever the iterations.</summary>
public sealed class EvaluationTests
{
    private const int Steps = 5, Iterations = 3;
    private static readonly CosineSchedule Schedule = new();

    [Fact]
    public void A_guided_level_computes_denoiser_and_operator_once_and_applies_their_adjoints_as_often_as_it_iterates()
    {
        var (denoiser, observations) = Sample(highestLevel: 1);

        Assert.Equal((0, Steps, Steps * Iterations), (denoiser.Plain, denoiser.Linearised, denoiser.Adjoints));
        Assert.Equal((Steps, Steps * Iterations, Steps * Iterations), (observations.Linearised, observations.Adjoints, observations.Tangents));
        Assert.Equal((0, 0), (denoiser.Open, observations.Open));
    }

    [Fact]
    public void A_level_above_the_highest_is_denoised_without_derivatives()
    {
        // Levels 1, 0.7575, 0.515, 0.2725 and 0.03.
        var (denoiser, observations) = Sample(highestLevel: 0.6);

        Assert.Equal((2, 3, 3 * Iterations), (denoiser.Plain, denoiser.Linearised, denoiser.Adjoints));
        Assert.Equal(3, observations.Linearised);
    }

    private static (CountingDenoiser Denoiser, CountingOperator Observations) Sample(double highestLevel)
    {
        var denoiser = new CountingDenoiser();
        var observations = new CountingOperator();
        new ExponentialSolver(Schedule, new TimeGrid(Steps)).Sample(
            denoiser, new MomentMatchingGuidance(observations, Iterations, highestLevel), new float[4], CancellationToken.None);
        return (denoiser, observations);
    }

    private sealed class CountingDenoiser : IDenoiser
    {
        private readonly GaussianDenoiser _gaussian = new(Schedule, [0.5, -1], [1, 0.7]);

        public int Plain { get; private set; }

        public int Linearised { get; private set; }

        public int Adjoints { get; private set; }

        public int Open { get; private set; }

        public int StateSize => _gaussian.StateSize;

        public void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean)
        {
            Plain++;
            _gaussian.Denoise(noised, t, clean);
        }

        public ILinearisedDenoiser Linearise(ReadOnlySpan<float> noised, double t, Span<float> clean)
        {
            (Linearised, Open) = (Linearised + 1, Open + 1);
            return new Map(this, _gaussian.Linearise(noised, t, clean));
        }

        private sealed class Map(CountingDenoiser denoiser, ILinearisedDenoiser map) : ILinearisedDenoiser
        {
            public int StateSize => map.StateSize;

            public void ApplyAdjoint(ReadOnlySpan<float> cotangent, Span<float> gradient)
            {
                denoiser.Adjoints++;
                map.ApplyAdjoint(cotangent, gradient);
            }

            public void Dispose() => denoiser.Open--;
        }
    }

    private sealed class CountingOperator : IObservationOperator
    {
        private readonly IObservationOperator _linear = new LinearOperator(new[,] { { 1.0, 0.5 } }, [1.2f], [0.25f]);

        public int Linearised { get; private set; }

        public int Adjoints { get; private set; }

        public int Tangents { get; private set; }

        public int Open { get; private set; }

        public int ObservationCount => _linear.ObservationCount;

        public ReadOnlySpan<float> Observed => _linear.Observed;

        public ReadOnlySpan<float> ErrorVariances => _linear.ErrorVariances;

        public ILinearisedOperator Linearise(ReadOnlySpan<float> states, Span<float> equivalents)
        {
            (Linearised, Open) = (Linearised + 1, Open + 1);
            return new Map(this, _linear.Linearise(states, equivalents));
        }

        private sealed class Map(CountingOperator observations, ILinearisedOperator map) : ILinearisedOperator
        {
            public void ApplyAdjoint(ReadOnlySpan<float> weights, Span<float> gradient)
            {
                observations.Adjoints++;
                map.ApplyAdjoint(weights, gradient);
            }

            public void ApplyTangent(ReadOnlySpan<float> directions, Span<float> equivalents)
            {
                observations.Tangents++;
                map.ApplyTangent(directions, equivalents);
            }

            public void Dispose() => observations.Open--;
        }
    }
}
