namespace Slams.Publisher.Edr.Documents;

/// <summary>Where a kind of query is answered.</summary>
internal sealed record DataQueryLink(string Href, string Rel, DataQueryVariables Variables);
