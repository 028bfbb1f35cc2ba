namespace Slams.Core.Quality;

/// <summary>
/// A cell of the sphere, about a kilometre high and from half a kilometre to a kilometre wide, near the poles too. What reports from within it reports
/// from the same place.
/// </summary>
/// <param name="Row">Number of the row, counted from the equator to the north.</param>
/// <param name="Column">Number of the cell within its row, counted from Greenwich to the east.</param>
internal readonly record struct BuddyPlace(long Row, long Column)
{
    private const int RowsPerDegree = 100;

    /// <summary>Latitude of the centre.</summary>
    public double LatitudeDegrees => Row / (double)RowsPerDegree;

    /// <summary>Longitude of the centre, 0 to 360.</summary>
    public double LongitudeDegrees => 360.0 * Column / Columns(Row);

    /// <summary>The place of a position in degrees, the longitude in any convention.</summary>
    public static BuddyPlace Of(double latitude, double longitude)
    {
        var row = (long)Math.Round(latitude * RowsPerDegree);
        var turn = (longitude / 360) - Math.Floor(longitude / 360);
        return new BuddyPlace(row, (long)Math.Round(turn * Columns(row)) % Columns(row));
    }

    // Hundredths of a degree up to 60 degrees, fewer beyond; a pole is one cell.
    private static long Columns(long row) =>
        Math.Clamp((long)(720 * RowsPerDegree * Math.Cos(row * Math.PI / (180 * RowsPerDegree))), 1, 360 * RowsPerDegree);
}
