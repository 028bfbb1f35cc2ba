namespace Slams.Core.Quality;

/// <summary>An observation that may be thinned out.</summary>
/// <param name="StationId">Station.</param>
/// <param name="LatitudeDegrees">Degrees north.</param>
/// <param name="LongitudeDegrees">Degrees east, any convention.</param>
/// <param name="TimeOffset">Time of observation minus time of the analysis; null when it has no time.</param>
/// <param name="Error">Standard deviation assumed for it.</param>
public readonly record struct ThinningCandidate(string StationId, double LatitudeDegrees, double LongitudeDegrees, TimeSpan? TimeOffset, double Error);
