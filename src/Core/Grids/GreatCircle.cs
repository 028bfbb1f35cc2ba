namespace Slams.Core.Grids;

/// <summary>Distances on the sphere.</summary>
public static class GreatCircle
{
    /// <summary>Mean radius of the earth in km (IUGG).</summary>
    public const double EarthRadiusKm = 6371.0088;

    /// <summary>Distance of two positions in km, by the haversine formula; positions in degrees, longitudes in any convention.</summary>
    public static double DistanceKm(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var (phi, otherPhi) = (latitude * Math.PI / 180, otherLatitude * Math.PI / 180);
        var (north, east) = (Math.Sin((otherPhi - phi) / 2), Math.Sin((otherLongitude - longitude) * Math.PI / 360));
        var square = (north * north) + (Math.Cos(phi) * Math.Cos(otherPhi) * east * east);
        return 2 * EarthRadiusKm * Math.Asin(Math.Sqrt(Math.Min(1, square)));
    }
}
