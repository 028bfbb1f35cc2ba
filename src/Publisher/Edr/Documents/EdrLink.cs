namespace Slams.Publisher.Edr.Documents;

/// <summary>A link (RFC 8288).</summary>
/// <param name="Href">Absolute address.</param>
/// <param name="Rel">Relation.</param>
/// <param name="Type">Media type behind it.</param>
/// <param name="Title">Title for people.</param>
internal sealed record EdrLink(string Href, string Rel, string? Type = null, string? Title = null);
