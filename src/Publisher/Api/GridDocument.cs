namespace Slams.Publisher.Api;

/// <summary>Cell centres of the fields, latitudes from south to north, longitudes eastward from 0.</summary>
internal sealed record GridDocument(IReadOnlyList<double> LatitudesDegrees, IReadOnlyList<double> LongitudesDegrees);
