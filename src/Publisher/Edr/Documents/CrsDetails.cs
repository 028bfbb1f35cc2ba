namespace Slams.Publisher.Edr.Documents;

/// <summary>A reference system by its name in queries and as well-known text.</summary>
internal sealed record CrsDetails(string Crs, string Wkt);
