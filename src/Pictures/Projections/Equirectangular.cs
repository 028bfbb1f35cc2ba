namespace Slams.Pictures.Projections;

/// <summary>Longitude to the right, latitude upwards, both in degrees.</summary>
/// <param name="centreLongitudeDegrees">Longitude of the middle, degrees east.</param>
public sealed class Equirectangular(double centreLongitudeDegrees) : IMapProjection
{
    /// <inheritdoc/>
    public double HalfWidth => 180;

    /// <inheritdoc/>
    public double HalfHeight => 90;

    /// <inheritdoc/>
    public IReadOnlyList<PlanePoint> Edge { get; } = [new(-180, -90), new(180, -90), new(180, 90), new(-180, 90)];

    /// <inheritdoc/>
    public PlanePoint? Forward(GeoPoint position) =>
        new PlanePoint(Math.IEEERemainder(position.LongitudeDegrees - centreLongitudeDegrees, 360), position.LatitudeDegrees);

    /// <inheritdoc/>
    public GeoPoint? Inverse(PlanePoint place) => Math.Abs(place.X) <= 180 && Math.Abs(place.Y) <= 90
        ? new GeoPoint(place.Y, place.X + centreLongitudeDegrees)
        : null;
}
