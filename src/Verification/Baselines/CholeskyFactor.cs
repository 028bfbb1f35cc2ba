using System.Numerics;
using System.Runtime.InteropServices;

namespace Slams.Verification.Baselines;

/// <summary>The lower triangular L of a symmetric positive definite matrix A = L Lᵀ, and what follows from it.</summary>
public sealed class CholeskyFactor
{
    private readonly DenseMatrix _lower;

    private CholeskyFactor(DenseMatrix lower) => _lower = lower;

    /// <summary>The lower triangular factor; zero above the diagonal.</summary>
    public DenseMatrix Lower => _lower;

    /// <summary>Factors a matrix, of which only the lower triangle is read.</summary>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public static CholeskyFactor Of(DenseMatrix matrix)
    {
        var size = matrix.Rows;
        var lower = new DenseMatrix(size, size);
        for (var row = 0; row < size; row++)
        {
            var current = lower.Row(row);
            for (var column = 0; column <= row; column++)
            {
                var other = lower.Row(column);
                var sum = matrix[row, column] - Dot(current[..column], other[..column]);
                if (column < row)
                {
                    current[column] = sum / other[column];
                }
                else if (sum > 0)
                {
                    current[column] = Math.Sqrt(sum);
                }
                else
                {
                    throw new ArgumentException($"The matrix is not positive definite: pivot {row} is {sum}.", nameof(matrix));
                }
            }
        }

        return new CholeskyFactor(lower);
    }

    /// <summary>x with A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var x = right.ToArray();
        for (var row = 0; row < x.Length; row++)
        {
            x[row] = (x[row] - Dot(_lower.Row(row)[..row], x.AsSpan(0, row))) / _lower[row, row];
        }

        for (var row = x.Length - 1; row >= 0; row--)
        {
            x[row] /= _lower[row, row];
            DenseMatrix.AddScaled(x.AsSpan(0, row), -x[row], _lower.Row(row)[..row]);
        }

        return x;
    }

    /// <summary>L⁻¹, lower triangular; the rows of its transpose span A⁻¹ = L⁻ᵀ L⁻¹.</summary>
    public DenseMatrix InverseLower()
    {
        var size = _lower.Rows;
        var inverse = new DenseMatrix(size, size);
        for (var row = 0; row < size; row++)
        {
            var target = inverse.Row(row);
            for (var k = 0; k < row; k++)
            {
                DenseMatrix.AddScaled(target[..(k + 1)], -_lower[row, k], inverse.Row(k)[..(k + 1)]);
            }

            target[row] = 1;
            for (var column = 0; column <= row; column++)
            {
                target[column] /= _lower[row, row];
            }
        }

        return inverse;
    }

    /// <summary>A⁻¹.</summary>
    public DenseMatrix Inverse()
    {
        var inverseLower = InverseLower();
        var size = inverseLower.Rows;
        var inverse = new DenseMatrix(size, size);
        for (var k = 0; k < size; k++)
        {
            var row = inverseLower.Row(k)[..(k + 1)];
            for (var i = 0; i <= k; i++)
            {
                DenseMatrix.AddScaled(inverse.Row(i)[..(k + 1)], row[i], row);
            }
        }

        return inverse;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector<double>.Zero;
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        for (var i = 0; i < wideA.Length; i++)
        {
            sum += wideA[i] * wideB[i];
        }

        var total = Vector.Sum(sum);
        for (var i = wideA.Length * Vector<double>.Count; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
