using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Slams.Publisher.Edr;

/// <summary>Reads <c>coords</c>: well-known text in degrees, longitude first.</summary>
internal static class GeometryQuery
{
    /// <summary>Largest number of points, or of corners of a polygon, that a query may have.</summary>
    public const int MostPositions = 1000;

    /// <summary>The positions of a POINT or MULTIPOINT.</summary>
    /// <exception cref="RequestProblem">It is none, or lies outside the world.</exception>
    public static IReadOnlyList<Coordinate> Points(string? coords) => Read(coords, "POINT(11 48) or MULTIPOINT((11 48),(12 50))") switch
    {
        Point point => [point.Coordinate],
        MultiPoint points => points.Coordinates,
        _ => throw new RequestProblem("'coords' is a POINT or MULTIPOINT here."),
    };

    /// <summary>A POLYGON or MULTIPOLYGON that does not cross itself.</summary>
    /// <exception cref="RequestProblem">It is none, or lies outside the world.</exception>
    public static Geometry Area(string? coords)
    {
        var area = Read(coords, "POLYGON((5 45,15 45,15 55,5 55,5 45))");
        if (area is not (Polygon or MultiPolygon))
        {
            throw new RequestProblem("'coords' is a POLYGON or MULTIPOLYGON here.");
        }

        if (!area.IsValid)
        {
            throw new RequestProblem("The polygon of 'coords' crosses itself.");
        }

        return area.EnvelopeInternal.Width <= 360
            ? area
            : throw new RequestProblem("The polygon of 'coords' is wider than 360 degrees.");
    }

    private static Geometry Read(string? coords, string example)
    {
        Geometry? geometry = null;
        try
        {
            geometry = string.IsNullOrWhiteSpace(coords) ? null : new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(coords);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The parser stumbles with exceptions of any type. The message below says what is expected; that of the parser speaks of tokens.
        }

        if (geometry is null || geometry.IsEmpty)
        {
            throw new RequestProblem($"'coords' is well-known text, longitude first, for example {example}.");
        }

        var corners = geometry.Coordinates;
        if (corners.Length > MostPositions)
        {
            throw RequestProblem.TooLarge($"'coords' has {corners.Length} positions; {MostPositions} are the limit.");
        }

        foreach (var corner in corners)
        {
            RequireOnEarth(corner.X, corner.Y, "coords");
            if (!double.IsNaN(corner.Z))
            {
                throw new RequestProblem("'coords' has two coordinates for each position; levels are given as 'z'.");
            }
        }

        return geometry;
    }

    /// <summary>Refuses what is no longitude (-360 to 360) or latitude in degrees.</summary>
    /// <exception cref="RequestProblem">So it is.</exception>
    public static void RequireOnEarth(double longitude, double latitude, string name)
    {
        if (!(longitude is >= -360 and <= 360 && latitude is >= -90 and <= 90))
        {
            throw new RequestProblem($"Longitudes of '{name}' are numbers from -360 to 360, latitudes from -90 to 90, in degrees.");
        }
    }
}
