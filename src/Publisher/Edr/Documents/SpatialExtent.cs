namespace Slams.Publisher.Edr.Documents;

/// <summary>Boxes of west, south, east, north in degrees.</summary>
internal sealed record SpatialExtent(IReadOnlyList<IReadOnlyList<double>> Bbox, string Crs);
