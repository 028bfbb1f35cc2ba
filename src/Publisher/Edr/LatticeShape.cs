using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Slams.Core.Grids;

namespace Slams.Publisher.Edr;

/// <summary>
/// Points of a regular lattice within a small area, with interpolated values: for what lies between the points of the grid. Each side of the box
/// around the area has at least <see cref="Side"/> of them, no farther apart than those of the grid; where a narrow area still has too few, twice
/// and four times as many, and at last points along it, in the <see cref="Sections"/> of an area that is narrower than any lattice that may be.
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
    public static LatticeShape Of(LatLonGrid grid, Geometry area, AreaWork work)
    {
        var locator = new IndexedPointInAreaLocator(area);
        bool Holds(Coordinate position) => locator.Locate(position) != Location.Exterior;
        return Of(grid, area.EnvelopeInternal, Holds, work) ?? Along(grid, area, Holds, work) ?? At(grid, area.InteriorPoint.Coordinate);
    }

    /// <summary>That of a box, which may have no width or no height.</summary>
    public static LatticeShape Of(LatLonGrid grid, Envelope box, AreaWork work) => Of(grid, box, _ => true, work) ?? At(grid, box.Centre);

    private static LatticeShape? Of(LatLonGrid grid, Envelope around, Predicate<Coordinate> holds, AreaWork work)
    {
        for (var finer = 1; finer <= 4; finer *= 2)
        {
            var columns = Parts(around.Width, grid.LongitudeStepDegrees, finer);
            var rows = Parts(around.Height, LatitudeStep(grid), finer);
            if (columns * rows > MostPoints)
            {
                break;
            }

            work.Spend(columns * rows);
            var lattice = Make(grid, holds, Between(around.MinX, around.MaxX, columns), Between(around.MinY, around.MaxY, rows));
            if (lattice._stencils.Count(stencil => stencil is not null) >= GridShape.Few)
            {
                return lattice;
            }
        }

        return null;
    }

    private static LatticeShape At(LatLonGrid grid, Coordinate point) => new([point.X], [point.Y], [grid.Interpolate(point.Y, point.X)]);

    /// <summary>
    /// Points along an area, in the middle of its sections by meridians and by parallels: each direction has as many lines as the finest lattice, or as
    /// the bound allows. Null where they miss it.
    /// </summary>
    private static LatticeShape? Along(LatLonGrid grid, Geometry area, Predicate<Coordinate> holds, AreaWork work)
    {
        var around = area.EnvelopeInternal;
        var most = (int)Math.Sqrt(MostPoints) / 2;
        var meridians = Math.Min(most, Parts(around.Width, grid.LongitudeStepDegrees, 4));
        var parallels = Math.Min(most, Parts(around.Height, LatitudeStep(grid), 4));
        while (meridians + parallels > 0)
        {
            work.Spend((long)(meridians + parallels) * area.NumPoints);
            HashSet<(double X, double Y)> middles =
            [
                .. Sections.Middles(area, Between(around.MinX, around.MaxX, meridians), areMeridians: true),
                .. Sections.Middles(area, Between(around.MinY, around.MaxY, parallels), areMeridians: false),
            ];
            double[] x = [.. middles.Select(middle => middle.X).Distinct().Order()];
            double[] y = [.. middles.Select(middle => middle.Y).Distinct().Order()];
            var points = (long)x.Length * y.Length;
            if (points <= MostPoints)
            {
                work.Spend(points);
                // The middle of a very narrow section may by rounding lie on the other side of its border.
                return points == 0 ? null : Make(grid, position => middles.Contains((position.X, position.Y)) || holds(position), x, y);
            }

            // An area that goes back and forth has several sections on each line.
            var scale = 0.99 * Math.Sqrt((double)MostPoints / points);
            (meridians, parallels) = ((int)(meridians * scale), (int)(parallels * scale));
        }

        return null;
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

    private static double LatitudeStep(LatLonGrid grid) => (grid.LatitudesDegrees[^1] - grid.LatitudesDegrees[0]) / (grid.Rows - 1);

    private static int Parts(double length, double gridStep, int finer)
    {
        var parts = finer * Math.Max(Side, (int)Math.Ceiling(length / gridStep));
        return length < FinestStep * parts ? 1 : parts;
    }

    /// <summary>The middles of equal parts.</summary>
    private static double[] Between(double low, double high, int parts) =>
        [.. Enumerable.Range(0, parts).Select(part => low + ((high - low) * (part + 0.5) / parts))];
}
