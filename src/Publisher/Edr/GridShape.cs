using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Slams.Core.Grids;

namespace Slams.Publisher.Edr;

/// <summary>The grid's own points within a box, and where there is one, within a polygon; those on its border count.</summary>
internal sealed class GridShape : ICoverageShape
{
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

    /// <summary>Points within a box; <paramref name="east"/> is not less than <paramref name="west"/>.</summary>
    /// <exception cref="RequestProblem">There is none (404).</exception>
    public static GridShape Box(LatLonGrid grid, double west, double south, double east, double north)
    {
        var columns = Columns(grid, west, east);
        var rows = Enumerable.Range(0, grid.Rows).Where(row => grid.LatitudesDegrees[row] >= south && grid.LatitudesDegrees[row] <= north).ToArray();
        if (columns.Count == 0 || rows.Length == 0)
        {
            throw Empty();
        }

        return new GridShape(
            [.. columns.Select(column => column.Longitude)], [.. rows.Select(row => grid.LatitudesDegrees[row])],
            [.. rows.SelectMany(row => columns.Select(column => (row * grid.Columns) + column.Index))]);
    }

    /// <summary>Points within an area, in the smallest box that holds them.</summary>
    /// <exception cref="RequestProblem">There is none (404).</exception>
    public static GridShape Area(LatLonGrid grid, Geometry area)
    {
        var around = area.EnvelopeInternal;
        var box = Box(grid, around.MinX, around.MinY, around.MaxX, around.MaxY);
        var locator = new IndexedPointInAreaLocator(area);
        var any = false;
        for (var i = 0; i < box._cells.Length; i++)
        {
            var (row, column) = Math.DivRem(i, box.X.Count);
            if (locator.Locate(new Coordinate(box.X[column], box.Y[row])) == Location.Exterior)
            {
                box._cells[i] = -1;
            }
            else
            {
                any = true;
            }
        }

        return any ? box : throw Empty();
    }

    public void Take(ReadOnlySpan<float> field, Span<float> layer)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            layer[i] = _cells[i] < 0 ? float.NaN : field[_cells[i]];
        }
    }

    // A column may be named by a longitude of any turn; none is named twice.
    private static List<(double Longitude, int Index)> Columns(LatLonGrid grid, double west, double east) =>
    [
        .. Enumerable.Range(-2, 5)
            .SelectMany(turn => grid.LongitudesDegrees.Select((longitude, index) => (Longitude: longitude + (360.0 * turn), Index: index)))
            .Where(column => column.Longitude >= west && column.Longitude <= east)
            .DistinctBy(column => column.Index),
    ];

    private static RequestProblem Empty() =>
        RequestProblem.NotFound("No point of the grid lies there; 'position' interpolates between them.");
}
