namespace Slams.Publisher.Edr.Documents;

/// <summary>Where and when a collection has values.</summary>
internal sealed record Extent(SpatialExtent Spatial, TemporalExtent Temporal, VerticalExtent Vertical);
