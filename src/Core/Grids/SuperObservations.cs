namespace Slams.Core.Grids;

/// <summary>
/// Gathers single pixels, of whatever geometry, into the cells of a grid: each goes into the cell in which its centre lies, with the area that it
/// covers. For pixels that are small beside the cells; where they are not, <see cref="AreaWeightedRegridder"/> shares them out.
/// </summary>
public sealed class SuperObservations
{
    private readonly LatLonGrid _grid;
    private readonly double _south, _north;
    private readonly double[] _cellAreas;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _areas;
    private readonly int[] _counts;

    /// <summary>Makes an empty set on a grid.</summary>
    public SuperObservations(LatLonGrid grid)
    {
        _grid = grid;
        var edges = CellEdges.OfLatitudes(grid.LatitudesDegrees);
        (_south, _north) = (edges[0], edges[^1]);
        _cellAreas = new double[grid.Rows];
        for (var row = 0; row < grid.Rows; row++)
        {
            _cellAreas[row] = (Sine(edges[row + 1]) - Sine(edges[row])) * grid.LongitudeStepDegrees * (Math.PI / 180);
        }

        (_sums, _squares, _areas) = (new double[grid.CellCount], new double[grid.CellCount], new double[grid.CellCount]);
        _counts = new int[grid.CellCount];
    }

    /// <summary>Adds a pixel; one that lies outside the rows of the grid is left out.</summary>
    /// <param name="latitudeDegrees">Latitude of its centre.</param>
    /// <param name="longitudeDegrees">Longitude of its centre, any convention.</param>
    /// <param name="area">Area that it covers, in cos φ dφ dλ (rad²).</param>
    /// <param name="value">Its value.</param>
    public void Add(double latitudeDegrees, double longitudeDegrees, double area, double value)
    {
        if (latitudeDegrees >= _south && latitudeDegrees <= _north)
        {
            var cell = _grid.NearestCell(latitudeDegrees, longitudeDegrees);
            _sums[cell] += area * value;
            _squares[cell] += area * value * value;
            _areas[cell] += area;
            _counts[cell]++;
        }
    }

    /// <summary>Means, spreads (standard deviations of the pixels of a cell), share of each cell that is covered, and numbers of pixels.</summary>
    public RegriddedField ToField()
    {
        var (values, spreads, fractions) = (new float[_sums.Length], new float[_sums.Length], new float[_sums.Length]);
        for (var cell = 0; cell < values.Length; cell++)
        {
            var mean = _sums[cell] / _areas[cell];
            values[cell] = _counts[cell] > 0 ? (float)mean : float.NaN;
            spreads[cell] = _counts[cell] > 0 ? (float)Math.Sqrt(Math.Max(0, (_squares[cell] / _areas[cell]) - (mean * mean))) : float.NaN;
            fractions[cell] = (float)Math.Min(1, _areas[cell] / _cellAreas[cell / _grid.Columns]);
        }

        return new RegriddedField(values, fractions, [.. _counts]) { Spread = spreads };
    }

    private static double Sine(double degrees) => Math.Sin(degrees * Math.PI / 180);
}
