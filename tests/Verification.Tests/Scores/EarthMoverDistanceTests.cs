using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class EarthMoverDistanceTests
{
    [Fact]
    public void Order_does_not_matter()
    {
        var points = Points(200, 1);
        Assert.Equal(0, EarthMoverDistance.Between(points, [.. points.Reverse()]), 1e-12);
    }

    [Fact]
    public void Shifted_sample_is_as_far_as_the_shift()
    {
        var points = Points(150, 2);
        Assert.Equal(5, EarthMoverDistance.Between(points, [.. points.Select(p => new[] { p[0] + 3, p[1], p[2] - 4 })]), 1e-9);
    }

    [Fact]
    public void In_one_dimension_it_is_the_area_between_quantiles()
    {
        var (a, b) = (TestGrids.Normal(100, 3), TestGrids.Normal(100, 4));
        Assert.Equal(
            WassersteinDistance.Between(a, b), EarthMoverDistance.Between([.. a.Select(v => new double[] { v })], [.. b.Select(v => new double[] { v })]), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Best_of_all_permutations(int size)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var noise = TestGrids.Normal(size * size, (ulong)(10 + seed));
            var costs = Enumerable.Range(0, size).Select(i => noise.Skip(i * size).Take(size).Select(v => (double)v).ToArray()).ToArray();

            var found = EarthMoverDistance.Assign(costs);

            Assert.Equal(Enumerable.Range(0, size), found.Order());
            Assert.Equal(Least(costs, 0, []), found.Select((column, row) => costs[row][column]).Sum(), 1e-9);
        }
    }

    [Fact]
    public void Samples_of_different_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() => EarthMoverDistance.Between(Points(2, 1), Points(3, 1)));

    private static double Least(double[][] costs, int row, HashSet<int> taken) => row == costs.Length
        ? 0
        : Enumerable.Range(0, costs.Length).Where(column => !taken.Contains(column))
            .Min(column => costs[row][column] + Least(costs, row + 1, [.. taken, column]));

    private static double[][] Points(int count, int seed) =>
        [.. TestGrids.Normal(3 * count, (ulong)seed).Chunk(3).Select(p => Array.ConvertAll(p, v => (double)v))];
}
