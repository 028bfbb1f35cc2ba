namespace Slams.Diffusion.Tests.Support;

/// <summary>The linear algebra of a few dimensions.</summary>
internal static class Matrices
{
    public static double[,] Multiply(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < product.GetLength(0); i++)
        {
            for (var j = 0; j < product.GetLength(1); j++)
            {
                product[i, j] = Enumerable.Range(0, a.GetLength(1)).Sum(k => a[i, k] * b[k, j]);
            }
        }

        return product;
    }

    /// <summary>Multiplies each vector of a batch by a row-major matrix.</summary>
    public static void Multiply(double[] matrix, int columns, ReadOnlySpan<float> vectors, Span<float> products)
    {
        var rows = columns == 0 ? 0 : matrix.Length / columns;
        var next = 0;
        for (var start = 0; start < vectors.Length; start += columns)
        {
            var at = 0;
            for (var i = 0; i < rows; i++)
            {
                var sum = 0.0;
                for (var j = start; j < start + columns; j++)
                {
                    sum += matrix[at++] * vectors[j];
                }

                products[next++] = (float)sum;
            }
        }
    }

    public static double[,] Transpose(double[,] a)
    {
        var transposed = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++)
            {
                transposed[j, i] = a[i, j];
            }
        }

        return transposed;
    }

    /// <summary>a + factor · b.</summary>
    public static double[,] Add(double[,] a, double[,] b, double factor = 1)
    {
        var sum = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++)
            {
                sum[i, j] += factor * b[i, j];
            }
        }

        return sum;
    }

    public static double[,] Column(double[] values)
    {
        var column = new double[values.Length, 1];
        for (var i = 0; i < values.Length; i++)
        {
            column[i, 0] = values[i];
        }

        return column;
    }

    /// <summary>Inverse of a symmetric positive definite matrix, through its Cholesky factor.</summary>
    public static double[,] Inverse(double[,] a)
    {
        var inverse = InverseCholesky(a);
        return Multiply(Transpose(inverse), inverse);
    }

    /// <summary>L⁻¹ where a = L Lᵀ: turns a normal vector of covariance a into independent standard ones.</summary>
    public static double[,] InverseCholesky(double[,] a)
    {
        var size = a.GetLength(0);
        var (factor, inverse) = (new double[size, size], new double[size, size]);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = a[i, j] - Enumerable.Range(0, j).Sum(k => factor[i, k] * factor[j, k]);
                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }

            for (var j = 0; j <= i; j++)
            {
                inverse[i, j] = ((i == j ? 1 : 0) - Enumerable.Range(j, i - j).Sum(k => factor[i, k] * inverse[k, j])) / factor[i, i];
            }
        }

        return inverse;
    }
}
