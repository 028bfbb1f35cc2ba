using Slams.Benchmarks.Sizes;

namespace Slams.EndToEnd.Tests.Benchmarks;

/// <summary>The fits that the benchmark of sizes and the cost model judge by.</summary>
public sealed class LineFitTests
{
    [Fact]
    public void A_line_is_found_and_departs_nowhere()
    {
        var fit = LineFit.Of([(4, 11), (16, 35), (64, 131)]);

        Assert.Equal((3, 2), (Math.Round(fit.Intercept, 9), Math.Round(fit.Slope, 9)));
        Assert.Equal(0, fit.LargestDeparture, 9);
        Assert.Equal(131.0 / 64 / (11.0 / 4), fit.UnitCostRatio, 9);
    }

    [Fact]
    public void A_square_is_no_line() => Assert.True(LineFit.Of([(1, 1), (4, 16), (16, 256)]).LargestDeparture > 0.3);

    [Fact]
    public void Terms_of_very_different_size_are_told_apart()
    {
        // 2 + 3e-6 x + 5e-9 x z.
        (double X, double Z)[] sizes = [(1e3, 4), (1e4, 4), (1e5, 4), (1e5, 64), (1e6, 16)];

        var solved = LeastSquares.Solve([.. sizes.Select(size => (new[] { 1, size.X, size.X * size.Z }, 2 + (3e-6 * size.X) + (5e-9 * size.X * size.Z)))]);

        Assert.Equal(2, solved[0], 1e-6);
        Assert.Equal(3e-6, solved[1], 1e-12);
        Assert.Equal(5e-9, solved[2], 1e-14);
    }

    [Fact]
    public void Points_that_do_not_decide_are_refused() =>
        Assert.Throws<ArgumentException>(() => LeastSquares.Solve([(new[] { 1.0, 2 }, 3), (new[] { 1.0, 2 }, 3)]));
}
