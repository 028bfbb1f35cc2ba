namespace Slams.Publisher.Api;

/// <summary>Revisions of a cycle, newest first; files hold the current one alone.</summary>
internal sealed record RevisionList(string Cycle, IReadOnlyList<RevisionDocument> Revisions);
