using Slams.Verification.Baselines;

namespace Slams.Verification.Tests.Baselines;

public sealed class CholeskyFactorTests
{
    [Fact]
    public void Factor_of_a_known_matrix()
    {
        var factor = CholeskyFactor.Of(new DenseMatrix(3, 3, [4, 12, -16, 12, 37, -43, -16, -43, 98]));

        Assert.Equal([2, 0, 0, 6, 1, 0, -8, 5, 3], factor.Lower.Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void Inverse_and_solution_undo_the_matrix(int size)
    {
        var matrix = Random(size);
        var factor = CholeskyFactor.Of(matrix);
        var x = TestGrids.Normal(size, 4).Select(v => (double)v).ToArray();

        Assert.Equal(DenseMatrix.Diagonal([.. Enumerable.Repeat(1.0, size)]).Values, matrix.Times(factor.Inverse()).Values, Near);
        Assert.Equal(x, factor.Solve(matrix.Times(x)), Near);
        Assert.Equal(factor.Inverse().Values, factor.InverseLower().Transposed().Times(factor.InverseLower()).Values, Near);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused() =>
        Assert.Throws<ArgumentException>(() => CholeskyFactor.Of(new DenseMatrix(2, 2, [1, 2, 2, 1])));

    private static DenseMatrix Random(int size)
    {
        var factor = new DenseMatrix(size, size, [.. TestGrids.Normal(size * size, 3).Select(v => (double)v)]);
        return factor.Times(factor.Transposed()).Plus(DenseMatrix.Diagonal([.. Enumerable.Repeat(1.0, size)]));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;
}
