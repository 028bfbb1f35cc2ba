using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Slams.Core.Grids;

namespace Slams.Publisher.Edr;

/// <summary>The grid's own points within a box, and where there is one, within a polygon; those on its border count.</summary>
internal sealed class GridShape : ICoverageShape
{
    /// <summary>With fewer points than this the grid says too little of an area.</summary>
    public const int Few = 4;

    private readonly int[] _cells;

    private GridShape(double[] x, double[] y, int[] cells)
    {
        X = x;
        Y = y;
        _cells = cells;
    }

    public IReadOnlyList<double> X { get; }

    public IReadOnlyList<double> Y { get; }

    public bool IsPoint => false;

    /// <summary>Points within a box, of which <paramref name="east"/> is not less than <paramref name="west"/>; null where there are but few.</summary>
    public static GridShape? Box(LatLonGrid grid, double west, double south, double east, double north)
    {
        var columns = Columns(grid, west, east);
        var rows = Rows(grid, south, north);
        if (columns.Count * rows.Length < Few)
        {
            return null;
        }

        return new GridShape(
            [.. columns.Select(column => column.Longitude)], [.. rows.Select(row => grid.LatitudesDegrees[row])],
            [.. rows.SelectMany(row => columns.Select(column => (row * grid.Columns) + column.Index))]);
    }

    /// <summary>Number of the grid's points within a box.</summary>
    public static long PointsAround(LatLonGrid grid, Envelope box) =>
        (long)Columns(grid, box.MinX, box.MaxX).Count * Rows(grid, box.MinY, box.MaxY).Length;

    /// <summary>Points within an area, in the box around it; null where there are but few.</summary>
    public static GridShape? Area(LatLonGrid grid, Geometry area)
    {
        var around = area.EnvelopeInternal;
        if (Box(grid, around.MinX, around.MinY, around.MaxX, around.MaxY) is not { } box)
        {
            return null;
        }

        var locator = new IndexedPointInAreaLocator(area);
        var inside = 0;
        for (var i = 0; i < box._cells.Length; i++)
        {
            var (row, column) = Math.DivRem(i, box.X.Count);
            if (locator.Locate(new Coordinate(box.X[column], box.Y[row])) == Location.Exterior)
            {
                box._cells[i] = -1;
            }
            else
            {
                inside++;
            }
        }

        return inside < Few ? null : box;
    }

    public void Take(ReadOnlySpan<float> field, Span<float> layer)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            layer[i] = _cells[i] < 0 ? float.NaN : field[_cells[i]];
        }
    }

    private static int[] Rows(LatLonGrid grid, double south, double north) =>
        [.. Enumerable.Range(0, grid.Rows).Where(row => grid.LatitudesDegrees[row] >= south && grid.LatitudesDegrees[row] <= north)];

    // A column may be named by a longitude of any turn; none is named twice.
    private static List<(double Longitude, int Index)> Columns(LatLonGrid grid, double west, double east) =>
    [
        .. Enumerable.Range(-2, 5)
            .SelectMany(turn => grid.LongitudesDegrees.Select((longitude, index) => (Longitude: longitude + (360.0 * turn), Index: index)))
            .Where(column => column.Longitude >= west && column.Longitude <= east)
            .DistinctBy(column => column.Index),
    ];
}
