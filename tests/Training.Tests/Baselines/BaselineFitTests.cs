using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Randomness;
using Slams.Formats.Models;
using Slams.Training.Baselines;

namespace Slams.Training.Tests.Baselines;

public sealed class BaselineFitTests
{
    private const int Cells = 4 * 8, Channels = 3, States = 4000;
    private static readonly DateTimeOffset Start = new(1987, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Two patterns whose coefficients are independent first-order autoregressions, and a little noise.</summary>
    [Fact]
    public void A_first_order_process_is_found_again()
    {
        double[] memory = [0.9, 0.5], variance = [9, 1];
        var patterns = Patterns();

        var statistics = BaselineFit.Fit(() => Series(patterns, memory, variance, 0.1), Climatology(), 2, TimeSpan.FromDays(1), TimeSpan.FromHours(6), _ => { });

        Assert.Equal((2, States), (statistics.Modes, statistics.States));
        var coefficientVariance = Enumerable.Range(0, 2).Select(mode => statistics.Covariance[mode, mode]).ToArray();
        for (var mode = 0; mode < 2; mode++)
        {
            Assert.Equal(memory[mode], statistics.Propagator[mode, mode], 0.05);
            Assert.Equal(1 - (memory[mode] * memory[mode]), statistics.ModelError[mode, mode] / coefficientVariance[mode], 0.1);
            for (var value = 0; value < Channels * Cells; value++)
            {
                // The variance that a pattern explains does not depend on how it is scaled.
                var explained = Math.Pow(statistics.Patterns[(mode * Channels * Cells) + value], 2) * coefficientVariance[mode];
                Assert.Equal(variance[mode] * patterns[mode][value] * patterns[mode][value], explained, 0.3 * variance[mode]);
            }
        }

        Assert.Equal(0, statistics.Propagator[0, 1], 0.1);
        Assert.All(statistics.ResidualVariance, residual => Assert.InRange(residual, 0.008f, 0.012f));
    }

    [Fact]
    public void Gaps_between_states_are_not_taken_for_a_cycle()
    {
        // Every other state is missing: no pair is left, so a fit of the process must fail rather than use twelve hours as six.
        var sparse = Series(Patterns(), [0.9, 0.5], [9, 1], 0.1).Where((_, i) => i % 2 == 0).ToArray();

        Assert.Throws<ArgumentException>(() => BaselineFit.Fit(
            () => sparse.Select(state => (state.Time, (float[])state.Fields.Clone())), Climatology(), 2, TimeSpan.FromDays(1), TimeSpan.FromHours(6), _ => { }));
    }

    private static float[][] Patterns()
    {
        // Orthogonal: one changes sign from column to column, the other from row to row.
        float[] Pattern(Func<int, int> sign) => [.. Enumerable.Range(0, Channels * Cells).Select(i => sign(i) % 2 == 0 ? 1f : -1f)];
        return [Pattern(i => i), Pattern(i => i / 8)];
    }

    private static IEnumerable<(DateTimeOffset Time, float[] Fields)> Series(float[][] patterns, double[] memory, double[] variance, double noise)
    {
        var coefficients = new double[2];
        for (var i = 0; i < States; i++)
        {
            var shocks = new float[2 + (Channels * Cells)];
            CounterRandom.FillNormal(3, (ulong)i, shocks);
            for (var mode = 0; mode < 2; mode++)
            {
                coefficients[mode] = i == 0
                    ? Math.Sqrt(variance[mode]) * shocks[mode]
                    : (memory[mode] * coefficients[mode]) + (Math.Sqrt(variance[mode] * (1 - (memory[mode] * memory[mode]))) * shocks[mode]);
            }

            yield return (Start.AddHours(6 * i), [.. Enumerable.Range(0, Channels * Cells)
                .Select(v => (float)((coefficients[0] * patterns[0][v]) + (coefficients[1] * patterns[1][v]) + (noise * shocks[2 + v])))]);
        }
    }

    private static ModelClimatology Climatology()
    {
        var grid = new LatLonGrid([-67.5, -22.5, 22.5, 67.5], [.. Enumerable.Range(0, 8).Select(i => 45.0 * i)]);
        var scaling = new StateScaling(
            [.. Enumerable.Range(0, 4).Select(_ => new HarmonicClimatology(grid, new float[HarmonicClimatology.Terms * Cells]))],
            [.. Enumerable.Range(0, 4).Select(channel => Enumerable.Repeat(1f + channel, 4).ToArray())]);
        return new ModelClimatology(new StateGrid(grid, [50_000]), scaling, []);
    }
}
