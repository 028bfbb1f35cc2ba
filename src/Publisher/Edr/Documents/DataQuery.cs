namespace Slams.Publisher.Edr.Documents;

/// <summary>A kind of query that a collection answers.</summary>
internal sealed record DataQuery(DataQueryLink Link);
