namespace Slams.Core.Quality;

/// <summary>Solves small symmetric positive definite systems.</summary>
internal static class SmallCholesky
{
    /// <summary>Solves A x = b in place.</summary>
    /// <param name="matrix">A, <c>[n, n]</c>, of which the lower triangle is read; overwritten.</param>
    /// <param name="vector">b, which becomes x; its length is n.</param>
    public static void Solve(Span<double> matrix, Span<double> vector)
    {
        var n = vector.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * n) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[(i * n) + k] * matrix[(j * n) + k];
                }

                matrix[(i * n) + j] = i == j ? Math.Sqrt(sum) : sum / matrix[(j * n) + j];
            }

            for (var k = 0; k < i; k++)
            {
                vector[i] -= matrix[(i * n) + k] * vector[k];
            }

            vector[i] /= matrix[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                vector[i] -= matrix[(k * n) + i] * vector[k];
            }

            vector[i] /= matrix[(i * n) + i];
        }
    }
}
