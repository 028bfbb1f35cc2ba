using NetTopologySuite.Geometries;
using Slams.Core.Grids;

namespace Slams.Publisher.Edr;

/// <summary>
/// Where an area has values: at the grid's own points within it. A polygon that holds but few of them has a lattice of its own, between them; where
/// one of several is so small, each has a coverage to itself.
/// </summary>
internal static class AreaShapes
{
    /// <summary>The shapes of a POLYGON or MULTIPOLYGON, at least one.</summary>
    /// <exception cref="RequestProblem">They take too much work (413).</exception>
    public static IReadOnlyList<ICoverageShape> Of(LatLonGrid grid, Geometry area, AreaWork work)
    {
        Geometry[] parts = [.. Enumerable.Range(0, area.NumGeometries).Select(area.GetGeometryN)];
        // Before the first is looked at, and between them.
        work.Spend(parts.Sum(part => GridShape.PointsAround(grid, part.EnvelopeInternal)));
        var shapes = parts.Select(part =>
        {
            work.Spend(0);
            return GridShape.Area(grid, part);
        }).ToList();
        return shapes.All(shape => shape is not null)
            ? [parts.Length == 1 ? shapes[0]! : GridShape.Area(grid, area)!]
            : [.. parts.Zip(shapes, (part, shape) => (ICoverageShape?)shape ?? LatticeShape.Of(grid, part, work))];
    }

    /// <summary>That of a box.</summary>
    public static ICoverageShape Of(LatLonGrid grid, BoxQuery box, AreaWork work) =>
        (ICoverageShape?)GridShape.Box(grid, box.West, box.South, box.East, box.North)
        ?? LatticeShape.Of(grid, new Envelope(box.West, box.East, box.South, box.North), work);
}
