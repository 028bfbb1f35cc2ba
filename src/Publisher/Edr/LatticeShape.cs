using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Slams.Core.Grids;

namespace Slams.Publisher.Edr;

/// <summary>
/// Points of a regular lattice within a small area, with interpolated values: for what lies between the points of the grid. Each side of the box
/// around the area has at least <see cref="Side"/> of them, no farther apart than those of the grid; where a narrow area still has too few, twice
/// and four times as many, and at last one point inside it alone.
/// </summary>
internal sealed class LatticeShape : ICoverageShape
{
    /// <summary>Points along each side of the box, at least.</summary>
    public const int Side = 8;

    /// <summary>Most points of the box.</summary>
    public const int MostPoints = 10_000;

    // Closer than this, coordinates in degrees run out of digits.
    private const double FinestStep = 1e-9;

    private readonly BilinearStencil?[] _stencils;

    private LatticeShape(double[] x, double[] y, BilinearStencil?[] stencils)
    {
        X = x;
        Y = y;
        _stencils = stencils;
    }

    public IReadOnlyList<double> X { get; }

    public IReadOnlyList<double> Y { get; }

    public bool IsPoint => false;

    /// <summary>The lattice of an area, which is valid and not empty.</summary>
    public static LatticeShape Of(LatLonGrid grid, Geometry area)
    {
        var locator = new IndexedPointInAreaLocator(area);
        return Of(grid, area.EnvelopeInternal, position => locator.Locate(position) != Location.Exterior, () => area.InteriorPoint.Coordinate);
    }

    /// <summary>That of a box, which may have no width or no height.</summary>
    public static LatticeShape Of(LatLonGrid grid, Envelope box) => Of(grid, box, _ => true, () => box.Centre);

    private static LatticeShape Of(LatLonGrid grid, Envelope around, Predicate<Coordinate> holds, Func<Coordinate> inside)
    {
        var latitudeStep = (grid.LatitudesDegrees[^1] - grid.LatitudesDegrees[0]) / (grid.Rows - 1);
        for (var finer = 1; finer <= 4; finer *= 2)
        {
            var columns = Parts(around.Width, grid.LongitudeStepDegrees, finer);
            var rows = Parts(around.Height, latitudeStep, finer);
            if (columns * rows > MostPoints)
            {
                break;
            }

            var lattice = Make(grid, holds, Between(around.MinX, around.MaxX, columns), Between(around.MinY, around.MaxY, rows));
            if (lattice._stencils.Count(stencil => stencil is not null) >= GridShape.Few)
            {
                return lattice;
            }
        }

        var point = inside();
        return new LatticeShape([point.X], [point.Y], [grid.Interpolate(point.Y, point.X)]);
    }

    public void Take(ReadOnlySpan<float> field, Span<float> layer)
    {
        for (var i = 0; i < _stencils.Length; i++)
        {
            layer[i] = _stencils[i]?.Apply(field) ?? float.NaN;
        }
    }

    private static LatticeShape Make(LatLonGrid grid, Predicate<Coordinate> holds, double[] x, double[] y) => new(
        x, y,
        [
            .. from latitude in y
               from longitude in x
               select holds(new Coordinate(longitude, latitude)) ? grid.Interpolate(latitude, longitude) : (BilinearStencil?)null,
        ]);

    private static int Parts(double length, double gridStep, int finer)
    {
        var parts = finer * Math.Max(Side, (int)Math.Ceiling(length / gridStep));
        return length < FinestStep * parts ? 1 : parts;
    }

    /// <summary>The middles of equal parts.</summary>
    private static double[] Between(double low, double high, int parts) =>
        [.. Enumerable.Range(0, parts).Select(part => low + ((high - low) * (part + 0.5) / parts))];
}
