namespace Slams.Pictures.Projections;

/// <summary>
/// Equal Earth: equal areas stay equal (B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", 2019,
/// doi:10.1080/13658816.2018.1504949). On a sphere of radius 1.
/// </summary>
/// <param name="centreLongitudeDegrees">Longitude of the middle, degrees east.</param>
public sealed class EqualEarth(double centreLongitudeDegrees) : IMapProjection
{
    private const double A1 = 1.340264, A2 = -0.081106, A3 = 0.000893, A4 = 0.003796;
    private const double Radian = Math.PI / 180;
    private static readonly double Slant = Math.Sqrt(3) / 2;

    /// <inheritdoc/>
    public double HalfWidth { get; } = Place(0, Math.PI).X;

    /// <inheritdoc/>
    public double HalfHeight { get; } = Place(90, 0).Y;

    /// <inheritdoc/>
    public IReadOnlyList<PlanePoint> Edge { get; } =
    [
        .. Enumerable.Range(-90, 181).Select(latitude => Place(latitude, Math.PI)),
        .. Enumerable.Range(-90, 181).Select(latitude => Place(-latitude, -Math.PI)),
    ];

    /// <inheritdoc/>
    public PlanePoint? Forward(GeoPoint position) =>
        Place(position.LatitudeDegrees, Math.IEEERemainder(position.LongitudeDegrees - centreLongitudeDegrees, 360) * Radian);

    /// <inheritdoc/>
    public GeoPoint? Inverse(PlanePoint place)
    {
        if (Math.Abs(place.Y) > HalfHeight)
        {
            return null;
        }

        // Newton's method: y grows monotonically with the parameter, and four steps reach the last bit from here.
        var theta = place.Y / A1;
        for (var step = 0; step < 8; step++)
        {
            theta -= (Height(theta) - place.Y) / Slope(theta);
        }

        var longitude = place.X * Slant * Slope(theta) / Math.Cos(theta);
        return Math.Abs(longitude) <= Math.PI * (1 + 1e-9)
            ? new GeoPoint(Math.Asin(Math.Clamp(Math.Sin(theta) / Slant, -1, 1)) / Radian, (longitude / Radian) + centreLongitudeDegrees)
            : null;
    }

    private static PlanePoint Place(double latitudeDegrees, double longitude)
    {
        var theta = Math.Asin(Slant * Math.Sin(latitudeDegrees * Radian));
        return new PlanePoint(longitude * Math.Cos(theta) / (Slant * Slope(theta)), Height(theta));
    }

    private static double Height(double theta)
    {
        var square = theta * theta;
        return theta * (A1 + (square * (A2 + (square * square * (A3 + (square * A4))))));
    }

    private static double Slope(double theta)
    {
        var square = theta * theta;
        return A1 + (square * ((3 * A2) + (square * square * ((7 * A3) + (9 * A4 * square)))));
    }
}
