using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class DepartureStatisticsTests
{
    /// <summary>Scalar Kalman filter: prior variance 4, observation variance 1, gain 0.8; Desroziers' relations hold exactly.</summary>
    [Fact]
    public void Optimal_scalar_analysis_gives_back_the_variances()
    {
        var statistics = new DepartureStatistics();
        var consistency = new ChiSquareConsistency();
        var draws = TestGrids.Normal(200_000, 5);
        for (var i = 0; i < draws.Length; i += 2)
        {
            var observed = (2 * draws[i]) + draws[i + 1];
            statistics.Add(observed, 0, 0.8 * observed);
            consistency.Add(observed, 2, 1);
        }

        Assert.Equal(100_000, statistics.Count);
        Assert.Equal(1, statistics.ObservationErrorVariance, 0.02);
        Assert.Equal(4, statistics.BackgroundErrorVariance, 0.08);
        Assert.Equal(0.8, statistics.AnalysisErrorVariance, 0.02);
        Assert.Equal(1, consistency.Mean, 0.02);
        Assert.Equal(Math.Sqrt(5), statistics.ObservationMinusBackground.StandardDeviation, 0.03);
        Assert.Equal(0.2 * Math.Sqrt(5), statistics.ObservationMinusAnalysis.RootMeanSquare, 0.01);
    }

    [Fact]
    public void Moments_by_hand_and_far_from_zero()
    {
        var moments = new RunningMoments();
        foreach (var value in new[] { 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16 })
        {
            moments.Add(value);
        }

        Assert.Equal(1e9 + 10, moments.Mean, 1e-6);
        Assert.Equal(30, moments.Variance, 1e-6);
        Assert.Equal(4, moments.Count);

        var small = new RunningMoments();
        small.Add(3);
        Assert.True(double.IsNaN(small.Variance));
        small.Add(-4);
        Assert.Equal(Math.Sqrt(12.5), small.RootMeanSquare, 1e-12);
    }
}
