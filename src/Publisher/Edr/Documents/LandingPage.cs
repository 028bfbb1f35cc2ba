namespace Slams.Publisher.Edr.Documents;

/// <summary>Entry of the service (OGC 19-086r6, 7.2).</summary>
internal sealed record LandingPage(string Title, string Description, IReadOnlyList<EdrLink> Links);
