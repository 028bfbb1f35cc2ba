using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Slams.Publisher.Edr;

/// <summary>Where meridians or parallels cross an area.</summary>
internal static class Sections
{
    /// <summary>The middle of each section of an area by straight lines: longitude and latitude in degrees.</summary>
    /// <param name="area">A valid area.</param>
    /// <param name="lines">Where the lines are: longitudes of meridians, or latitudes of parallels.</param>
    /// <param name="areMeridians">Whether the lines are meridians rather than parallels.</param>
    public static IEnumerable<(double X, double Y)> Middles(Geometry area, IReadOnlyList<double> lines, bool areMeridians)
    {
        var rings = LinearComponentExtracter.GetLines(area).Select(ring => ring.Coordinates).ToList();
        foreach (var line in lines)
        {
            var crossings = rings.SelectMany(ring => Crossings(ring, line, areMeridians)).Order().ToList();
            // A border is crossed inwards and outwards by turns, those of holes the other way round.
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var middle = (crossings[i] + crossings[i + 1]) / 2;
                yield return areMeridians ? (line, middle) : (middle, line);
            }
        }
    }

    private static IEnumerable<double> Crossings(Coordinate[] ring, double line, bool areMeridians)
    {
        for (var i = 1; i < ring.Length; i++)
        {
            var (from, across) = Turned(ring[i - 1]);
            var (to, acrossTo) = Turned(ring[i]);
            // Each corner belongs to one of its two sides: a line through it crosses once, or at a tip never or twice.
            if (from <= line != to <= line)
            {
                yield return across + ((acrossTo - across) * ((line - from) / (to - from)));
            }
        }

        (double Along, double Across) Turned(Coordinate corner) => areMeridians ? (corner.X, corner.Y) : (corner.Y, corner.X);
    }
}
