namespace Slams.Pictures.Projections;

/// <summary>
/// A hemisphere as a disc of radius 1 round its centre: directions from the centre are true. Which projection it is depends on how the
/// distance on the map goes with that on the globe.
/// </summary>
public sealed class Azimuthal : IMapProjection
{
    private const double Radian = Math.PI / 180;
    private readonly Func<double, double> _radius;
    private readonly Func<double, double> _distance;
    private readonly double _centreLongitude;
    private readonly double _sine;
    private readonly double _cosine;

    private Azimuthal(GeoPoint centre, Func<double, double> radius, Func<double, double> distance)
    {
        (_radius, _distance, _centreLongitude) = (radius, distance, centre.LongitudeDegrees * Radian);
        (_sine, _cosine) = Math.SinCos(centre.LatitudeDegrees * Radian);
    }

    /// <inheritdoc/>
    public double HalfWidth => 1;

    /// <inheritdoc/>
    public double HalfHeight => 1;

    /// <inheritdoc/>
    public IReadOnlyList<PlanePoint> Edge { get; } =
        [.. Enumerable.Range(0, 360).Select(degree => Math.SinCos(degree * Radian)).Select(pair => new PlanePoint(pair.Cos, pair.Sin))];

    /// <summary>The globe from far away.</summary>
    public static Azimuthal Orthographic(GeoPoint centre) => new(centre, Math.Sin, Math.Asin);

    /// <summary>Angles are true everywhere: the usual map of the region round a pole.</summary>
    public static Azimuthal Stereographic(GeoPoint centre) => new(centre, angle => Math.Tan(angle / 2), radius => 2 * Math.Atan(radius));

    /// <inheritdoc/>
    public PlanePoint? Forward(GeoPoint position)
    {
        var (sine, cosine) = Math.SinCos(position.LatitudeDegrees * Radian);
        var (sineEast, cosineEast) = Math.SinCos((position.LongitudeDegrees * Radian) - _centreLongitude);
        var towards = (_sine * sine) + (_cosine * cosine * cosineEast);
        if (towards < 0)
        {
            return null;
        }

        var (east, north) = (cosine * sineEast, (_cosine * sine) - (_sine * cosine * cosineEast));
        var away = Math.Sqrt((east * east) + (north * north));
        var scale = away > 0 ? _radius(Math.Atan2(away, towards)) / away : 0;
        return new PlanePoint(east * scale, north * scale);
    }

    /// <inheritdoc/>
    public GeoPoint? Inverse(PlanePoint place)
    {
        var radius = Math.Sqrt((place.X * place.X) + (place.Y * place.Y));
        if (radius > 1)
        {
            return null;
        }

        var (sine, cosine) = Math.SinCos(_distance(radius));
        var (east, north) = radius > 0 ? (place.X / radius * sine, place.Y / radius * sine) : (0, 0);
        var latitude = Math.Asin(Math.Clamp((cosine * _sine) + (north * _cosine), -1, 1));
        return new GeoPoint(latitude / Radian, (_centreLongitude + Math.Atan2(east, (cosine * _cosine) - (north * _sine))) / Radian);
    }
}
