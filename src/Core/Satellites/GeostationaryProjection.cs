namespace Slams.Core.Satellites;

/// <summary>
/// The fixed grid of a geostationary imager that sweeps along x, as ABI does: from scan angles to places on the ellipsoid. After the GOES-R
/// Product Definition and User's Guide, volume 3, section 5.1.2.8.1; zenith angle and size of a pixel follow from the same vectors.
/// </summary>
public sealed class GeostationaryProjection
{
    private readonly double _longitude;
    private readonly double _distance;
    private readonly double _equator;
    private readonly double _axisRatio;

    /// <summary>Makes a projection.</summary>
    /// <param name="longitudeDegrees">Longitude of the projection's origin, degrees east.</param>
    /// <param name="heightMetres">Height of the point of perspective above the ellipsoid.</param>
    /// <param name="semiMajorMetres">Semi-major axis of the ellipsoid.</param>
    /// <param name="semiMinorMetres">Semi-minor axis of the ellipsoid.</param>
    /// <exception cref="ArgumentException">A value is not finite, or none of the earth and of a satellite.</exception>
    public GeostationaryProjection(double longitudeDegrees, double heightMetres, double semiMajorMetres, double semiMinorMetres)
    {
        Require(Math.Abs(longitudeDegrees) <= 360, "longitude of the origin", longitudeDegrees);
        Require(heightMetres is >= 1e6 and <= 1e9, "height of the point of perspective", heightMetres);
        Require(semiMajorMetres is >= 6.3e6 and <= 6.5e6, "semi-major axis", semiMajorMetres);
        Require(semiMinorMetres >= 6.3e6 && semiMinorMetres <= semiMajorMetres, "semi-minor axis", semiMinorMetres);
        (_longitude, _equator) = (longitudeDegrees, semiMajorMetres);
        _distance = heightMetres + semiMajorMetres;
        _axisRatio = semiMajorMetres / semiMinorMetres * (semiMajorMetres / semiMinorMetres);
    }

    /// <summary>The place that a scan angle sees.</summary>
    /// <param name="x">East-west scan angle, rad, positive eastward.</param>
    /// <param name="y">North-south elevation angle, rad, positive northward.</param>
    /// <param name="place">Where the line of sight meets the ellipsoid.</param>
    /// <returns>Whether it does; false where it passes the earth, and for what is no angle.</returns>
    public bool TryLocate(double x, double y, out SeenPlace place) => TryLocate(Math.SinCos(x), Math.SinCos(y), out place);

    /// <summary>The same from sines and cosines, of which an image needs one for each row and column only.</summary>
    /// <param name="x">Sine and cosine of the east-west scan angle.</param>
    /// <param name="y">Sine and cosine of the north-south elevation angle.</param>
    /// <param name="place">Where the line of sight meets the ellipsoid.</param>
    public bool TryLocate((double Sin, double Cos) x, (double Sin, double Cos) y, out SeenPlace place)
    {
        place = default;
        var a = (x.Sin * x.Sin) + (x.Cos * x.Cos * ((y.Cos * y.Cos) + (_axisRatio * y.Sin * y.Sin)));
        var halfB = _distance * x.Cos * y.Cos;
        var discriminant = (halfB * halfB) - (a * ((_distance * _distance) - (_equator * _equator)));
        if (!(discriminant >= 0 && halfB > 0))
        {
            return false;
        }

        var range = (halfB - Math.Sqrt(discriminant)) / a;
        var (toEarth, north) = (range * x.Cos * y.Cos, range * x.Cos * y.Sin);
        var (outward, east) = (_distance - toEarth, range * x.Sin);
        var equatorial = Math.Sqrt((outward * outward) + (east * east));

        // The normal of the ellipsoid there is along (outward, east, axisRatio * north).
        var vertical = _axisRatio * north;
        var normal = Math.Sqrt((equatorial * equatorial) + (vertical * vertical));
        var cosineOfZenith = ((outward * toEarth) - (east * east) - (vertical * north)) / (normal * range);
        var sineOfLatitude = vertical / normal;
        var longitude = _longitude + (Math.Atan2(east, outward) * (180 / Math.PI));
        place = new SeenPlace(
            Math.Atan2(vertical, equatorial) * (180 / Math.PI), longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude,
            Math.Clamp(cosineOfZenith, 0, 1), range * range * x.Cos / Curvature(sineOfLatitude));
        return true;
    }

    /// <summary>Product of the radii of curvature along meridian and parallel, m²: area over it is cos φ dφ dλ.</summary>
    private double Curvature(double sineOfLatitude)
    {
        var flattened = 1 - ((1 - (1 / _axisRatio)) * sineOfLatitude * sineOfLatitude);
        return _equator * _equator / (_axisRatio * flattened * flattened);
    }

    private static void Require(bool holds, string what, double value)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"The {what} of the projection, {value}, is none of a satellite above the earth."));
        }
    }
}
