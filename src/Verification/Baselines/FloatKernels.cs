using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Slams.Verification.Baselines;

/// <summary>
/// The two products that take nearly all the time of the linear baselines, blocked for registers. Matrices are row-major in
/// float, their width a multiple of <see cref="Block"/>; filling up with zeros does no harm.
/// </summary>
internal static class FloatKernels
{
    /// <summary>Columns and rows are taken this many at a time.</summary>
    public const int Block = 16;
    private const int Strip = 4;

    /// <summary>The width to store rows of some length in.</summary>
    public static int Padded(int width) => (width + Block - 1) / Block * Block;

    /// <summary>GᵀG for rows G; both triangles are filled.</summary>
    /// <param name="rows">G, <c>[row, column]</c>.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="width">Padded width of a row.</param>
    public static float[] Gram(float[] rows, int count, int width)
    {
        var result = new float[width * width];
        Parallel.For(0, width / Strip, strip =>
        {
            var first = strip * Strip;
            for (var column = first / Block * Block; column < width; column += Block)
            {
                GramTile(rows, count, width, first, column, result);
            }
        });
        for (var row = 0; row < width; row++)
        {
            for (var column = 0; column < row; column++)
            {
                result[(row * width) + column] = result[(column * width) + row];
            }
        }

        return result;
    }

    /// <summary>Squared length of every row of E U, with U upper triangular.</summary>
    /// <param name="rows">E, <c>[row, column]</c>.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="width">Padded width of a row, and size of U.</param>
    /// <param name="upper">U.</param>
    /// <param name="squares">Gets the squared lengths.</param>
    public static void RowSquares(float[] rows, int count, int width, float[] upper, float[] squares) =>
        Parallel.For(0, (count + Strip - 1) / Strip, strip =>
        {
            // The last strip overlaps the one before rather than running short.
            var first = Math.Max(0, Math.Min(strip * Strip, count - Strip));
            Span<float> sums = stackalloc float[Strip];
            sums.Clear();
            for (var column = 0; column < width; column += Block)
            {
                RowSquaresTile(rows, Math.Min(count, Strip), width, first, column, upper, sums);
            }

            sums[..Math.Min(count, Strip)].CopyTo(squares.AsSpan(first));
        });

    private static void GramTile(float[] rows, int count, int width, int first, int column, float[] result)
    {
        if (Vector<float>.Count != Block / 2)
        {
            GramTilePlain(rows, count, width, first, column, result);
            return;
        }

        Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        ref var start = ref MemoryMarshal.GetArrayDataReference(rows);
        for (var row = 0; row < count; row++)
        {
            ref var line = ref Unsafe.Add(ref start, row * width);
            var left = Vector.LoadUnsafe(ref line, (nuint)column);
            var right = Vector.LoadUnsafe(ref line, (nuint)(column + (Block / 2)));
            ref var factor = ref Unsafe.Add(ref line, first);
            Accumulate(factor, left, right, ref a0, ref a1);
            Accumulate(Unsafe.Add(ref factor, 1), left, right, ref b0, ref b1);
            Accumulate(Unsafe.Add(ref factor, 2), left, right, ref c0, ref c1);
            Accumulate(Unsafe.Add(ref factor, 3), left, right, ref d0, ref d1);
        }

        Store(a0, a1, result, (first * width) + column);
        Store(b0, b1, result, ((first + 1) * width) + column);
        Store(c0, c1, result, ((first + 2) * width) + column);
        Store(d0, d1, result, ((first + 3) * width) + column);
    }

    private static void RowSquaresTile(float[] rows, int strip, int width, int first, int column, float[] upper, Span<float> sums)
    {
        if (strip < Strip || Vector<float>.Count != Block / 2)
        {
            RowSquaresTilePlain(rows, strip, width, first, column, upper, sums);
            return;
        }

        Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        ref var factors = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows), first * width);
        ref var matrix = ref MemoryMarshal.GetArrayDataReference(upper);
        for (var k = 0; k < column + Block; k++)
        {
            ref var line = ref Unsafe.Add(ref matrix, (k * width) + column);
            var left = Vector.LoadUnsafe(ref line);
            var right = Vector.LoadUnsafe(ref line, Block / 2);
            Accumulate(Unsafe.Add(ref factors, k), left, right, ref a0, ref a1);
            Accumulate(Unsafe.Add(ref factors, width + k), left, right, ref b0, ref b1);
            Accumulate(Unsafe.Add(ref factors, (2 * width) + k), left, right, ref c0, ref c1);
            Accumulate(Unsafe.Add(ref factors, (3 * width) + k), left, right, ref d0, ref d1);
        }

        sums[0] += Vector.Sum((a0 * a0) + (a1 * a1));
        sums[1] += Vector.Sum((b0 * b0) + (b1 * b1));
        sums[2] += Vector.Sum((c0 * c0) + (c1 * c1));
        sums[3] += Vector.Sum((d0 * d0) + (d1 * d1));
    }

    private static void Accumulate(float factor, Vector<float> left, Vector<float> right, ref Vector<float> first, ref Vector<float> second)
    {
        var scale = new Vector<float>(factor);
        first = Vector.FusedMultiplyAdd(scale, left, first);
        second = Vector.FusedMultiplyAdd(scale, right, second);
    }

    private static void Store(Vector<float> left, Vector<float> right, float[] target, int index)
    {
        left.CopyTo(target, index);
        right.CopyTo(target, index + (Block / 2));
    }

    private static void GramTilePlain(float[] rows, int count, int width, int first, int column, float[] result)
    {
        for (var i = first; i < first + Strip; i++)
        {
            for (var j = column; j < column + Block; j++)
            {
                var sum = 0f;
                for (var row = 0; row < count; row++)
                {
                    sum += rows[(row * width) + i] * rows[(row * width) + j];
                }

                result[(i * width) + j] = sum;
            }
        }
    }

    private static void RowSquaresTilePlain(float[] rows, int strip, int width, int first, int column, float[] upper, Span<float> sums)
    {
        for (var i = 0; i < strip; i++)
        {
            for (var j = column; j < column + Block; j++)
            {
                var sum = 0f;
                for (var k = 0; k <= j; k++)
                {
                    sum += rows[((first + i) * width) + k] * upper[(k * width) + j];
                }

                sums[i] += sum * sum;
            }
        }
    }
}
