using Slams.Verification.Baselines;

namespace Slams.Verification.Tests.Baselines;

public sealed class FloatKernelsTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(6, 16)]
    [InlineData(33, 40)]
    public void Products_agree_with_plain_sums(int count, int columns)
    {
        var width = FloatKernels.Padded(columns);
        var rows = new float[count * width];
        var upper = new float[width * width];
        for (var row = 0; row < count; row++)
        {
            TestGrids.Normal(columns, (ulong)row + 1).CopyTo(rows, row * width);
        }

        for (var row = 0; row < columns; row++)
        {
            TestGrids.Normal(columns - row, (ulong)row + 100).CopyTo(upper, (row * width) + row);
        }

        var gram = FloatKernels.Gram(rows, count, width);
        var squares = new float[count];
        FloatKernels.RowSquares(rows, count, width, upper, squares);

        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                Assert.Equal(Enumerable.Range(0, count).Sum(row => rows[(row * width) + i] * rows[(row * width) + j]), gram[(i * width) + j], 1e-3);
            }
        }

        for (var row = 0; row < count; row++)
        {
            var expected = Enumerable.Range(0, columns).Sum(j => Math.Pow(Enumerable.Range(0, columns).Sum(k => rows[(row * width) + k] * upper[(k * width) + j]), 2));
            Assert.Equal(expected, squares[row], 1e-3 * (1 + expected));
        }
    }
}
