using Slams.Pictures.Projections;

namespace Slams.Pictures.Maps;

/// <summary>Lines on the globe as lines on a map.</summary>
internal static class MapLines
{
    private const double StepDegrees = 1;

    /// <summary>Parallels and meridians every 30 degrees; meridians end short of the poles, where they would run together.</summary>
    public static IEnumerable<IReadOnlyList<GeoPoint>> Graticule { get; } =
    [
        .. Enumerable.Range(-2, 5).Select(n => Enumerable.Range(-180, 361).Select(east => new GeoPoint(30 * n, east)).ToArray()),
        .. Enumerable.Range(-6, 12).Select(n => Enumerable.Range(-85, 171).Select(north => new GeoPoint(north, 30 * n)).ToArray()),
    ];

    /// <summary>Projects a line; it comes in pieces where the map ends.</summary>
    public static IEnumerable<IReadOnlyList<PlanePoint>> Project(IReadOnlyList<GeoPoint> line, IMapProjection projection)
    {
        var piece = new List<PlanePoint>();
        foreach (var position in Refine(line))
        {
            var place = projection.Forward(position);
            if (piece.Count > 0 && (place is not { } next || IsAcross(piece[^1], next)))
            {
                yield return piece;
                piece = [];
            }

            if (place is { } seen)
            {
                piece.Add(seen);
            }
        }

        if (piece.Count > 0)
        {
            yield return piece;
        }

        // From one end of the map to the other in a step: the line went round the back.
        bool IsAcross(PlanePoint from, PlanePoint to) => Math.Abs(to.X - from.X) > projection.HalfWidth;
    }

    /// <summary>A straight line in longitude and latitude may be curved on the map, so it needs points on its way.</summary>
    private static IEnumerable<GeoPoint> Refine(IReadOnlyList<GeoPoint> line)
    {
        yield return line[0];
        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            var (north, east) = (to.LatitudeDegrees - from.LatitudeDegrees, to.LongitudeDegrees - from.LongitudeDegrees);
            var steps = Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(north), Math.Abs(east)) / StepDegrees));
            for (var step = 1; step <= steps; step++)
            {
                var share = (double)step / steps;
                yield return new GeoPoint(from.LatitudeDegrees + (share * north), from.LongitudeDegrees + (share * east));
            }
        }
    }
}
