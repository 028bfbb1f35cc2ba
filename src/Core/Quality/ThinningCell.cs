using Slams.Core.Grids;

namespace Slams.Core.Quality;

/// <summary>A cell of the sphere of about a given size, near the poles too: rows of equal height, of which each has as many cells as fit into its middle.</summary>
/// <param name="Row">Number of the row from the south pole.</param>
/// <param name="Column">Number of the cell within its row, counted from Greenwich to the east.</param>
internal readonly record struct ThinningCell(int Row, int Column)
{
    /// <summary>The cell of a position in degrees, the longitude in any convention.</summary>
    /// <param name="latitude">Degrees north.</param>
    /// <param name="longitude">Degrees east.</param>
    /// <param name="sizeKm">Height and width in km, above 0.</param>
    public static ThinningCell Of(double latitude, double longitude, double sizeKm)
    {
        const double meridianKm = Math.PI * GreatCircle.EarthRadiusKm;
        var rows = (int)Math.Max(1, Math.Round(meridianKm / sizeKm));
        var row = Math.Clamp((int)((latitude + 90) / 180 * rows), 0, rows - 1);
        var middle = (((row + 0.5) / rows) - 0.5) * Math.PI;
        var columns = (int)Math.Max(1, Math.Round(2 * meridianKm * Math.Cos(middle) / sizeKm));
        var turn = (longitude / 360) - Math.Floor(longitude / 360);
        return new ThinningCell(row, Math.Min((int)(turn * columns), columns - 1));
    }
}
