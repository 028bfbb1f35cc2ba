using Slams.Verification.Baselines;
using Slams.Verification.Evaluation;

namespace Slams.Verification.Tests.Baselines;

public sealed class LinearBaselineTests
{
    private static readonly BaselineSettings Settings = new() { TemperatureErrorK = 0.5 };

    [Fact]
    public void Interpolation_is_bayes_rule_with_the_covariance_of_climatology()
    {
        var analysis = new OptimalInterpolation(ScalarWorld.Space, Settings).Analyse(ScalarWorld.Observe(0, 3, 2), default);

        var precision = (1 / ScalarWorld.Variance) + (2 / 0.25);
        Expect(analysis, 5 / 0.25 / precision, 1 / precision);
    }

    [Fact]
    public void Without_observations_interpolation_is_climatology()
    {
        var observed = ScalarWorld.Observe(0);
        var climatology = new ClimatologyBaseline(ScalarWorld.Space).Analyse(observed, default);
        var analysis = new OptimalInterpolation(ScalarWorld.Space, Settings).Analyse(observed, default);

        Expect(climatology, 0, ScalarWorld.Variance);
        Expect(analysis, 0, ScalarWorld.Variance);
    }

    [Fact]
    public void The_filter_follows_the_scalar_kalman_equations_and_starts_anew_after_a_restart()
    {
        var filter = new KalmanFilter(ScalarWorld.Space, Settings with { ModelErrorFactor = 2, Inflation = 1.1 });
        double[][] observations = [[1, 2], [], [4]];
        for (var pass = 0; pass < 2; pass++)
        {
            double mean = 0, variance = ScalarWorld.Variance;
            for (var cycle = 0; cycle < observations.Length; cycle++)
            {
                if (cycle > 0)
                {
                    mean *= ScalarWorld.Persistence;
                    variance = (1.1 * ScalarWorld.Persistence * ScalarWorld.Persistence * variance) + (2 * ScalarWorld.ModelError);
                }

                foreach (var value in observations[cycle])
                {
                    var gain = variance / (variance + 0.25);
                    mean += gain * (value - mean);
                    variance *= 1 - gain;
                }

                Expect(filter.Analyse(ScalarWorld.Observe(cycle, observations[cycle]), default), mean, variance);
            }

            filter.Restart();
        }
    }

    [Fact]
    public void Persistence_gives_the_analysis_of_the_cycle_before()
    {
        var interpolation = new OptimalInterpolation(ScalarWorld.Space, Settings);
        var persistence = new Persistence(interpolation, new ClimatologyBaseline(ScalarWorld.Space));
        var (first, second) = (ScalarWorld.Observe(0, 3), ScalarWorld.Observe(1, -3));

        Assert.Equal(0, persistence.Analyse(first, default).MeanK[0]);
        Assert.Equal(interpolation.Analyse(first, default).MeanK, persistence.Analyse(second, default).MeanK);
        persistence.Restart();
        Assert.Equal(0, persistence.Analyse(first, default).MeanK[0]);
    }

    [Fact]
    public void A_scaled_spread_changes_nothing_else_and_does_not_move_the_filter_on()
    {
        var alone = new KalmanFilter(ScalarWorld.Space, Settings);
        var filter = new KalmanFilter(ScalarWorld.Space, Settings);
        var scaled = new ScaledSpread(filter, 3);
        foreach (var observed in new[] { ScalarWorld.Observe(0, 3), ScalarWorld.Observe(1, 4) })
        {
            var expected = alone.Analyse(observed, default);
            filter.Analyse(observed, default);

            var analysis = scaled.Analyse(observed, default);

            Assert.Equal(expected.MeanK, analysis.MeanK);
            Assert.Equal(3 * expected.SpreadK[0], analysis.SpreadK[0], 1e-5);
        }
    }

    [Fact]
    public void What_the_patterns_leave_out_counts_as_error_of_a_station()
    {
        var statistics = ScalarWorld.Statistics with { ResidualVariance = [.. Enumerable.Repeat(0.09f, 32), .. Enumerable.Repeat(0.75f, 32), .. new float[32]] };
        var space = new PatternSpace(statistics, ScalarWorld.Space.Scaling);

        var analysis = new OptimalInterpolation(space, Settings with { StationResidualFactor = 2 }).Analyse(ScalarWorld.Observe(0, 3), default);

        var precision = (1 / ScalarWorld.Variance) + (1 / 1.75);
        Expect(analysis, 3 / 1.75 / precision, 1 / precision);
    }

    private static void Expect(MethodAnalysis analysis, double coefficient, double variance)
    {
        var spread = Math.Sqrt((ScalarWorld.LevelFactor * ScalarWorld.LevelFactor * variance) + ScalarWorld.LevelResidual);
        Assert.Equal(32, analysis.MeanK.Length);
        Assert.All(analysis.MeanK, value => Assert.Equal(ScalarWorld.LevelFactor * coefficient, value, 1e-4));
        Assert.All(analysis.SpreadK, value => Assert.Equal(spread, value, 1e-4));
    }
}
