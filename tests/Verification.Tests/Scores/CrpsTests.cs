using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class CrpsTests
{
    /// <summary>For y = 0 a standard normal scores (√2 − 1)/√π.</summary>
    [Fact]
    public void Gaussian_closed_forms()
    {
        Assert.Equal((Math.Sqrt(2) - 1) / Math.Sqrt(Math.PI), Crps.Gaussian(0, 1, 0), 1e-12);
        Assert.Equal(2 * Crps.Gaussian(0, 1, 0.7), Crps.Gaussian(5, 2, 6.4), 1e-12);
        Assert.Equal(3, Crps.Gaussian(0, 0, 3), 1e-12);
        // Far from the outcome the score is the distance less 1/√π.
        Assert.Equal(50 - (1 / Math.Sqrt(Math.PI)), Crps.Gaussian(0, 1, 50), 1e-9);
    }

    [Fact]
    public void Fair_score_of_two_members_by_hand()
    {
        // mean |x − y| = (1 + 2)/2, pairs |0 − 3|·2/(2·2·1) = 1.5.
        Assert.Equal(0, Crps.Fair([0f, 3f], 1), 1e-12);
        Assert.Equal(3.5 - 1.5, Crps.Fair([3f, 0f], 5), 1e-12);
        Assert.Equal(4, Crps.Fair([1f, 1f, 1f], 5), 1e-12);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    public void Fair_score_of_normal_members_averages_to_the_gaussian_score_whatever_their_number(int members)
    {
        const int cases = 40_000;
        var draws = TestGrids.Normal(cases * members, 11);
        var mean = 0.0;
        for (var i = 0; i < cases; i++)
        {
            mean += Crps.Fair(draws.AsSpan(i * members, members), 0.5) / cases;
        }

        Assert.Equal(Crps.Gaussian(0, 1, 0.5), mean, 0.006);
    }

    [Fact]
    public void Sorted_sum_equals_the_double_sum()
    {
        var members = TestGrids.Normal(300, 4);
        double first = 0, second = 0;
        foreach (var x in members)
        {
            first += Math.Abs(x - 0.2);
            second += members.Sum(other => Math.Abs((double)x - other));
        }

        Assert.Equal((first / 300) - (second / (2.0 * 300 * 299)), Crps.Fair(members, 0.2), 1e-9);
    }

    [Fact]
    public void Area_means_weigh_rows_by_area()
    {
        var grid = TestGrids.Regular(6, 4);
        var truth = TestGrids.Noise(grid, 8);
        var members = Enumerable.Range(0, 5).Select(i => TestGrids.Normal(3 * grid.CellCount, (ulong)(20 + i))).ToArray();
        var expected = 0.0;
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            var values = members.Select(member => member[grid.CellCount + cell]).ToArray();
            expected += grid.RowWeights[cell / 4] * Crps.Fair(values, truth[cell]) / grid.CellCount;
        }

        Assert.Equal(expected, Crps.FairMean(grid, members, grid.CellCount, truth), 1e-9);
        var ones = Enumerable.Repeat(1f, grid.CellCount).ToArray();
        Assert.Equal(Crps.Gaussian(0, 1, 0), Crps.GaussianMean(grid, truth, ones, truth), 1e-9);
    }

    [Fact]
    public void One_member_has_no_fair_score() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Crps.Fair([1f], 0));
}
