namespace Slams.Formats.Stations;

/// <summary>Where a station stands, for formats whose files do not say.</summary>
/// <param name="LatitudeDegrees">Degrees north.</param>
/// <param name="LongitudeDegrees">Degrees east.</param>
/// <param name="ElevationMetres">Height above mean sea level in m, when known.</param>
public sealed record StationPosition(double LatitudeDegrees, double LongitudeDegrees, double? ElevationMetres);
