namespace Slams.Core.Grids;

/// <summary>Means by area over the cells of a grid, gathered from rows of sources that lie along its own.</summary>
internal sealed class AreaMeans(LatLonGrid target)
{
    private readonly double[] _sums = new double[target.CellCount], _areas = new double[target.CellCount];
    private readonly int[] _counts = new int[target.CellCount];

    /// <summary>Overlaps of source rows with those of a grid, in sines of latitude.</summary>
    /// <param name="latitudesDegrees">Centres of the source rows, strictly ascending or descending.</param>
    /// <param name="target">The grid.</param>
    /// <exception cref="ArgumentException">They are no axis.</exception>
    public static Overlap[][] RowsOf(IReadOnlyList<double> latitudesDegrees, LatLonGrid target) =>
        AxisOverlap.OfRows(Sines(CellEdges.OfLatitudes(AxisOverlap.CheckLatitudes(latitudesDegrees))), Sines(CellEdges.OfLatitudes(target.LatitudesDegrees)));

    /// <summary>Shares a source row out to the rows that it overlaps.</summary>
    public void Add(RowSums row, Overlap[] targetRows)
    {
        foreach (var (targetRow, height) in targetRows)
        {
            var start = targetRow * target.Columns;
            for (var column = 0; column < target.Columns; column++)
            {
                _sums[start + column] += height * row.Sums[column];
                _areas[start + column] += height * row.Widths[column];
                _counts[start + column] += row.Counts[column];
            }
        }
    }

    /// <summary>The means of what was added.</summary>
    public RegriddedField ToField()
    {
        var sines = Sines(CellEdges.OfLatitudes(target.LatitudesDegrees));
        var values = new float[_sums.Length];
        var fractions = new float[_sums.Length];
        for (var cell = 0; cell < _sums.Length; cell++)
        {
            var row = cell / target.Columns;
            values[cell] = _counts[cell] > 0 ? (float)(_sums[cell] / _areas[cell]) : float.NaN;
            fractions[cell] = (float)Math.Min(1, _areas[cell] / ((sines[row + 1] - sines[row]) * target.LongitudeStepDegrees));
        }

        return new RegriddedField(values, fractions, _counts);
    }

    private static double[] Sines(double[] edges) => Array.ConvertAll(edges, edge => Math.Sin(edge * Math.PI / 180));
}
