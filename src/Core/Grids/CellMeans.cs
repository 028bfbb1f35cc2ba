namespace Slams.Core.Grids;

/// <summary>
/// A field reduced to fewer values, each the plain mean of some of its cells: block means, or single points. Linear, so that its
/// adjoint spreads a value evenly over the cells it came from.
/// </summary>
public sealed class CellMeans
{
    private readonly int[][] _cells;

    private CellMeans(int[][] cells) => _cells = cells;

    /// <summary>Number of values.</summary>
    public int Count => _cells.Length;

    /// <summary>Cells of each value.</summary>
    public int CellsPerValue => _cells[0].Length;

    /// <summary>Means over square blocks of cells.</summary>
    /// <param name="rows">Rows of the field.</param>
    /// <param name="columns">Columns of the field.</param>
    /// <param name="factor">Cells along a side of a block.</param>
    /// <exception cref="ArgumentException">The blocks do not fill the grid.</exception>
    public static CellMeans Blocks(int rows, int columns, int factor) => new(
        [.. Corners(rows, columns, factor).Select(corner => Enumerable.Range(0, factor * factor)
            .Select(i => ((corner.Row + (i / factor)) * columns) + corner.Column + (i % factor)).ToArray())]);

    /// <summary>Every so many points in both directions, each amid the block it stands for.</summary>
    /// <param name="rows">Rows of the field.</param>
    /// <param name="columns">Columns of the field.</param>
    /// <param name="step">Cells from one point to the next.</param>
    /// <exception cref="ArgumentException">The step does not divide the grid.</exception>
    public static CellMeans EveryNth(int rows, int columns, int step) => new(
        [.. Corners(rows, columns, step).Select(corner => new[] { ((corner.Row + (step / 2)) * columns) + corner.Column + (step / 2) })]);

    /// <summary>The values of a field.</summary>
    public void Apply(ReadOnlySpan<float> field, Span<float> values)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            var sum = 0f;
            foreach (var cell in _cells[i])
            {
                sum += field[cell];
            }

            values[i] = sum / _cells[i].Length;
        }
    }

    /// <summary>Adds to a field what the adjoint makes of a weight on each value.</summary>
    public void AddAdjoint(ReadOnlySpan<float> weights, Span<float> field)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            foreach (var cell in _cells[i])
            {
                field[cell] += weights[i] / _cells[i].Length;
            }
        }
    }

    private static IEnumerable<(int Row, int Column)> Corners(int rows, int columns, int step)
    {
        if (step < 1 || rows % step != 0 || columns % step != 0)
        {
            throw new ArgumentException($"A grid of {rows} x {columns} cells cannot be divided by {step}.", nameof(step));
        }

        return
            from row in Enumerable.Range(0, rows / step)
            from column in Enumerable.Range(0, columns / step)
            select (row * step, column * step);
    }
}
