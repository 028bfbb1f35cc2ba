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
    public static IReadOnlyList<ICoverageShape> Of(LatLonGrid grid, Geometry area)
    {
        Geometry[] parts = [.. Enumerable.Range(0, area.NumGeometries).Select(area.GetGeometryN)];
        var shapes = parts.Select(part => GridShape.Area(grid, part)).ToList();
        return shapes.All(shape => shape is not null)
            ? [parts.Length == 1 ? shapes[0]! : GridShape.Area(grid, area)!]
            : [.. parts.Zip(shapes, (part, shape) => (ICoverageShape?)shape ?? LatticeShape.Of(grid, part))];
    }

    /// <summary>That of a box.</summary>
    public static ICoverageShape Of(LatLonGrid grid, BoxQuery box) =>
        (ICoverageShape?)GridShape.Box(grid, box.West, box.South, box.East, box.North)
        ?? LatticeShape.Of(grid, new Envelope(box.West, box.East, box.South, box.North));
}
