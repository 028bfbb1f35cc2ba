using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class BlockBootstrapTests
{
    [Fact]
    public void Independent_dates_give_the_classical_interval_of_a_mean()
    {
        var values = TestGrids.Normal(400, 9).Select(v => 3.0 + v).ToArray();
        var interval = new BlockBootstrap(1, resamples: 4000).Mean(values);
        var error = 1.96 * Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / 400 / 400);
        Assert.Equal(values.Average(), interval.Estimate, 1e-12);
        Assert.Equal(interval.Estimate - error, interval.Low, 0.01);
        Assert.Equal(interval.Estimate + error, interval.High, 0.01);
    }

    /// <summary>An AR(1) series of coefficient 0.8 has a mean as uncertain as (1+0.8)/(1−0.8) = 9 times fewer dates.</summary>
    [Fact]
    public void Blocks_widen_the_interval_of_dependent_dates()
    {
        var noise = TestGrids.Normal(4000, 10);
        var values = new double[noise.Length];
        for (var i = 1; i < values.Length; i++)
        {
            values[i] = (0.8 * values[i - 1]) + (0.6 * noise[i]);
        }

        static double Width(ConfidenceInterval interval) => interval.High - interval.Low;
        var single = Width(new BlockBootstrap(1).Mean(values));
        var blocks = Width(new BlockBootstrap(80).Mean(values));
        Assert.InRange(blocks / single, 2.3, 3.5);
    }

    [Fact]
    public void Functions_of_the_mean_and_general_statistics_agree()
    {
        double[] values = [1, 4, 9, 16, 25, 36];
        var bootstrap = new BlockBootstrap(2);
        var viaMean = bootstrap.Mean(values, Math.Sqrt);
        var viaDates = bootstrap.Interval(values.Length, dates => Math.Sqrt(dates.Average(date => values[date])));
        Assert.Equal(viaMean, viaDates);
        Assert.Equal(Math.Sqrt(91.0 / 6), viaMean.Estimate, 1e-12);
    }

    [Fact]
    public void Same_seed_same_interval_and_no_dates_no_number()
    {
        double[] values = [1, 5, 2, 8, 3, 9, 4];
        Assert.Equal(new BlockBootstrap(3, seed: 4).Mean(values), new BlockBootstrap(3, seed: 4).Mean(values));
        Assert.NotEqual(new BlockBootstrap(3, seed: 4).Mean(values), new BlockBootstrap(3, seed: 5).Mean(values));
        Assert.True(double.IsNaN(new BlockBootstrap(3).Mean([]).Estimate));
        var constant = new BlockBootstrap(50).Mean([2, 2, 2]);
        Assert.Equal(new ConfidenceInterval(2, 2, 2), constant);
    }
}
