namespace Slams.Core.Grids;

/// <summary>
/// Brings fields from any rectilinear grid onto a global one by the mean over overlapping areas. On a sphere the area of a cell is
/// (difference of sin latitude) × (difference of longitude), so the weights are a product of one table for rows and one for columns,
/// made once for each source grid.
/// </summary>
public sealed class AreaWeightedRegridder
{
    private readonly LatLonGrid _target;
    private readonly Overlap[][] _rows;
    private readonly Overlap[][] _columns;
    private readonly double[] _rowAreas;

    /// <summary>Prepares the weights.</summary>
    /// <param name="sourceLatitudesDegrees">Centres, strictly ascending or descending.</param>
    /// <param name="sourceLongitudesDegrees">Centres in any convention, in order round the globe, east- or westward.</param>
    /// <param name="target">The grid to bring fields to.</param>
    /// <exception cref="ArgumentException">The source coordinates are no axes of a grid.</exception>
    public AreaWeightedRegridder(
        IReadOnlyList<double> sourceLatitudesDegrees, IReadOnlyList<double> sourceLongitudesDegrees, LatLonGrid target)
    {
        _target = target;
        var targetSines = Sines(CellEdges.OfLatitudes(target.LatitudesDegrees));
        _rows = AxisOverlap.OfRows(Sines(CellEdges.OfLatitudes(AxisOverlap.CheckLatitudes(sourceLatitudesDegrees))), targetSines);
        _columns = AxisOverlap.OfColumns(AxisOverlap.Unwrap(sourceLongitudesDegrees), target);
        _rowAreas = new double[target.Rows];
        for (var row = 0; row < target.Rows; row++)
        {
            _rowAreas[row] = (targetSines[row + 1] - targetSines[row]) * target.LongitudeStepDegrees;
        }
    }

    /// <summary>Number of source rows.</summary>
    public int SourceRows => _rows.Length;

    /// <summary>Number of source columns.</summary>
    public int SourceColumns => _columns.Length;

    /// <summary>Regrids a field, row-major <c>[latitude, longitude]</c>; NaN marks invalid values.</summary>
    /// <exception cref="ArgumentException">The field does not fit the source grid.</exception>
    public RegriddedField Regrid(ReadOnlySpan<float> source)
    {
        if (source.Length != (long)SourceRows * SourceColumns)
        {
            throw new ArgumentException($"Expected {SourceRows} x {SourceColumns} values, got {source.Length}.", nameof(source));
        }

        var sums = new double[_target.CellCount];
        var areas = new double[_target.CellCount];
        var counts = new int[_target.CellCount];
        var row = new RowSums(_target.Columns);
        for (var i = 0; i < SourceRows; i++)
        {
            if (_rows[i].Length > 0)
            {
                row.Take(source.Slice(i * SourceColumns, SourceColumns), _columns);
                Spread(row, _rows[i], sums, areas, counts);
            }
        }

        return Means(sums, areas, counts);
    }

    private static double[] Sines(double[] edges) => Array.ConvertAll(edges, edge => Math.Sin(edge * Math.PI / 180));

    private void Spread(RowSums row, Overlap[] targetRows, double[] sums, double[] areas, int[] counts)
    {
        foreach (var (targetRow, height) in targetRows)
        {
            var start = targetRow * _target.Columns;
            for (var column = 0; column < _target.Columns; column++)
            {
                sums[start + column] += height * row.Sums[column];
                areas[start + column] += height * row.Widths[column];
                counts[start + column] += row.Counts[column];
            }
        }
    }

    private RegriddedField Means(double[] sums, double[] areas, int[] counts)
    {
        var values = new float[sums.Length];
        var fractions = new float[sums.Length];
        for (var cell = 0; cell < sums.Length; cell++)
        {
            values[cell] = counts[cell] > 0 ? (float)(sums[cell] / areas[cell]) : float.NaN;
            fractions[cell] = (float)Math.Min(1, areas[cell] / _rowAreas[cell / _target.Columns]);
        }

        return new RegriddedField(values, fractions, counts);
    }

    /// <summary>One source row collected by target column; reused from row to row.</summary>
    private sealed class RowSums(int columns)
    {
        public double[] Sums { get; } = new double[columns];

        public double[] Widths { get; } = new double[columns];

        public int[] Counts { get; } = new int[columns];

        public void Take(ReadOnlySpan<float> values, Overlap[][] columns)
        {
            Array.Clear(Sums);
            Array.Clear(Widths);
            Array.Clear(Counts);
            for (var i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i]))
                {
                    continue;
                }

                foreach (var (target, width) in columns[i])
                {
                    Sums[target] += width * values[i];
                    Widths[target] += width;
                    Counts[target]++;
                }
            }
        }
    }
}
