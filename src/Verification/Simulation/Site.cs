namespace Slams.Verification.Simulation;

/// <summary>A place that observes.</summary>
/// <param name="StationId">Station identifier, for example <c>0-20000-0-03772</c>.</param>
/// <param name="LatitudeDegrees">Degrees north.</param>
/// <param name="LongitudeDegrees">Degrees east.</param>
/// <param name="ElevationMetres">Height above mean sea level in m, when known.</param>
public sealed record Site(string StationId, double LatitudeDegrees, double LongitudeDegrees, double? ElevationMetres);
