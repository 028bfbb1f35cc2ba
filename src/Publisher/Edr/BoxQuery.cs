using System.Globalization;

namespace Slams.Publisher.Edr;

/// <summary>Reads <c>bbox</c>: four numbers, or six with levels in hPa as the third and the last.</summary>
/// <param name="West">Western edge, degrees east.</param>
/// <param name="South">Southern edge, degrees north.</param>
/// <param name="East">Eastern edge, degrees east, not less than <paramref name="West"/>.</param>
/// <param name="North">Northern edge, degrees north.</param>
/// <param name="Levels">The levels as an interval of <c>z</c>; null with four numbers.</param>
internal sealed record BoxQuery(double West, double South, double East, double North, string? Levels)
{
    /// <summary>Reads it; a western edge east of the eastern one is a box across the antimeridian (OGC 17-069r4, 7.15.3).</summary>
    /// <exception cref="RequestProblem">It cannot be read, or lies outside the world.</exception>
    public static BoxQuery Parse(string? bbox)
    {
        var texts = (bbox ?? "").Split(',', StringSplitOptions.TrimEntries);
        var numbers = new double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                throw Problem();
            }
        }

        return numbers switch
        {
            [var west, var south, var east, var north] => Make(west, south, east, north, null),
            [var west, var south, _, var east, var north, _] => Make(west, south, east, north, $"{texts[2]}/{texts[5]}"),
            _ => throw Problem(),
        };
    }

    private static BoxQuery Make(double west, double south, double east, double north, string? levels)
    {
        GeometryQuery.RequireOnEarth(west, south, "bbox");
        GeometryQuery.RequireOnEarth(east, north, "bbox");
        if (south > north)
        {
            throw new RequestProblem("The southern edge of 'bbox' lies north of the northern one.");
        }

        var beyond = west > east ? east + (360 * Math.Ceiling((west - east) / 360)) : east;
        return beyond - west <= 360
            ? new BoxQuery(west, south, beyond, north, levels)
            : throw new RequestProblem("The 'bbox' is wider than 360 degrees.");
    }

    private static RequestProblem Problem() =>
        new("'bbox' is WEST,SOUTH,EAST,NORTH in degrees, or WEST,SOUTH,LOW,EAST,NORTH,HIGH with levels in hPa.");
}
