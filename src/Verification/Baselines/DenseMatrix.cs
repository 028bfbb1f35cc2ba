using System.Numerics;
using System.Runtime.InteropServices;

namespace Slams.Verification.Baselines;

/// <summary>A small dense matrix in double precision, row-major.</summary>
public sealed class DenseMatrix
{
    /// <summary>Makes a matrix of zeros.</summary>
    public DenseMatrix(int rows, int columns)
        : this(rows, columns, new double[rows * columns])
    {
    }

    /// <summary>Wraps values, row by row.</summary>
    /// <exception cref="ArgumentException">Their number does not fit.</exception>
    public DenseMatrix(int rows, int columns, double[] values)
    {
        if (values.Length != rows * columns)
        {
            throw new ArgumentException($"{rows} x {columns} values are needed, got {values.Length}.", nameof(values));
        }

        (Rows, Columns, Values) = (rows, columns, values);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>The values, row by row.</summary>
    public double[] Values { get; }

    /// <summary>An element.</summary>
    public double this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    /// <summary>A diagonal matrix.</summary>
    public static DenseMatrix Diagonal(ReadOnlySpan<double> values)
    {
        var matrix = new DenseMatrix(values.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            matrix[i, i] = values[i];
        }

        return matrix;
    }

    /// <summary>One row.</summary>
    public Span<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>This times another.</summary>
    public DenseMatrix Times(DenseMatrix other)
    {
        var result = new DenseMatrix(Rows, other.Columns);
        for (var row = 0; row < Rows; row++)
        {
            for (var k = 0; k < Columns; k++)
            {
                AddScaled(result.Row(row), this[row, k], other.Row(k));
            }
        }

        return result;
    }

    /// <summary>This times a vector.</summary>
    public double[] Times(ReadOnlySpan<double> vector)
    {
        var result = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var sum = 0.0;
            var values = Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                sum += values[column] * vector[column];
            }

            result[row] = sum;
        }

        return result;
    }

    /// <summary>The transpose.</summary>
    public DenseMatrix Transposed()
    {
        var result = new DenseMatrix(Columns, Rows);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                result[column, row] = this[row, column];
            }
        }

        return result;
    }

    /// <summary>This plus another times a factor.</summary>
    public DenseMatrix Plus(DenseMatrix other, double factor = 1)
    {
        var result = new DenseMatrix(Rows, Columns, (double[])Values.Clone());
        AddScaled(result.Values, factor, other.Values);
        return result;
    }

    /// <summary>Mean of this and its transpose, to take rounding out of a symmetric matrix.</summary>
    public DenseMatrix Symmetrised()
    {
        var transposed = Transposed();
        var result = Plus(transposed);
        for (var i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] /= 2;
        }

        return result;
    }

    /// <summary>target += factor · source.</summary>
    internal static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(target);
        var from = MemoryMarshal.Cast<double, Vector<double>>(source);
        var scale = new Vector<double>(factor);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] += scale * from[i];
        }

        for (var i = wide.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
