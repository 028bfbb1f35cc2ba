namespace Slams.Publisher.Api;

/// <summary>Revisions of a cycle that this instance has seen since its start, newest first; files hold the current one alone.</summary>
internal sealed record RevisionList(string Cycle, IReadOnlyList<RevisionDocument> Revisions);
