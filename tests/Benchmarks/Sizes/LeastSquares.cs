namespace Slams.Benchmarks.Sizes;

/// <summary>Linear least squares of relative departures, Σ ((y − x·c) / y)².</summary>
internal static class LeastSquares
{
    /// <summary>The coefficients c of y ≈ x·c.</summary>
    /// <exception cref="ArgumentException">The points do not decide all coefficients.</exception>
    public static double[] Solve(IReadOnlyList<(double[] X, double Y)> points)
    {
        var count = points[0].X.Length;
        // Columns are scaled to their largest entry: cells are counted in thousands, constants in ones.
        var scale = Enumerable.Range(0, count).Select(j => points.Max(point => Math.Abs(point.X[j] / point.Y))).ToArray();
        var matrix = new double[count, count + 1];
        foreach (var (x, y) in points)
        {
            for (var i = 0; i < count; i++)
            {
                var row = x[i] / y / scale[i];
                for (var j = 0; j < count; j++)
                {
                    matrix[i, j] += row * x[j] / y / scale[j];
                }

                matrix[i, count] += row;
            }
        }

        return [.. Eliminate(matrix, count).Zip(scale, (solved, by) => solved / by)];
    }

    private static double[] Eliminate(double[,] matrix, int count)
    {
        const double smallest = 1e-12;
        for (var pivot = 0; pivot < count; pivot++)
        {
            var best = Enumerable.Range(pivot, count - pivot).MaxBy(row => Math.Abs(matrix[row, pivot]));
            if (!(Math.Abs(matrix[best, pivot]) > smallest))
            {
                throw new ArgumentException("The points do not decide all coefficients.");
            }

            for (var column = 0; column <= count; column++)
            {
                (matrix[pivot, column], matrix[best, column]) = (matrix[best, column], matrix[pivot, column]);
            }

            for (var row = 0; row < count; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; row != pivot && column <= count; column++)
                {
                    matrix[row, column] -= factor * matrix[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, count).Select(row => matrix[row, count] / matrix[row, row])];
    }
}
