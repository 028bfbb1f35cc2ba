using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class DrawConsistencyTests
{
    [Fact]
    public void Mean_and_spread_stand_for_all_draws()
    {
        // Draws 1 and 4 (mean 2.5, spread 3/√2) about an observation of 2 with error 2: √(((1−2)² + (4−2)²)/2)/2.
        var consistency = new DrawConsistency();

        consistency.Add(2, 2.5, 3 / Math.Sqrt(2), 2, 2);

        Assert.Equal(Math.Sqrt(2.5) / 2, consistency.Ratio, 1e-12);
    }

    [Fact]
    public void Draws_from_the_exact_posterior_are_as_far_from_the_observations_as_the_truth_is()
    {
        // Truth N(0, 4), error 1.5: the posterior of a scalar.
        const int cases = 20_000, members = 8;
        const double prior = 4, error = 1.5, gain = prior / (prior + (error * error));
        var numbers = TestGrids.Normal(cases * (members + 2), 5);
        var (exact, overconfident) = (new DrawConsistency(), new DrawConsistency());
        for (var i = 0; i < cases; i++)
        {
            var random = numbers.AsSpan(i * (members + 2), members + 2);
            var observed = (Math.Sqrt(prior) * random[0]) + (error * random[1]);
            var draws = random[2..].ToArray().Select(z => (gain * observed) + (Math.Sqrt((1 - gain) * prior) * z)).ToArray();
            var mean = draws.Average();
            var spread = Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)) / (members - 1));
            exact.Add(observed, mean, spread, members, error);
            overconfident.Add(observed, mean, spread / 2, members, error);
        }

        Assert.Equal(1, exact.Ratio, 0.015);
        Assert.True(overconfident.Ratio < 0.8);
    }
}
