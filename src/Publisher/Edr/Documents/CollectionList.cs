namespace Slams.Publisher.Edr.Documents;

/// <summary>Collections of the service; none before the first analysis.</summary>
internal sealed record CollectionList(IReadOnlyList<EdrLink> Links, IReadOnlyList<CollectionDocument> Collections);
