namespace Slams.Pictures.Projections;

/// <summary>A position on the globe.</summary>
/// <param name="LatitudeDegrees">Degrees north, within ±90.</param>
/// <param name="LongitudeDegrees">Degrees east, in any convention.</param>
public readonly record struct GeoPoint(double LatitudeDegrees, double LongitudeDegrees);
