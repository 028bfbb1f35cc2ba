using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>One revision of a cycle. Only the current one can still be fetched.</summary>
internal sealed record RevisionDocument(
    int Revision, string EventId, string Version, bool Current, string Outcome, string? Failure, string RunId, string ModelHash,
    int AssimilatedStations, IReadOnlyDictionary<string, long> InputCounts, IReadOnlyDictionary<string, long> AddedCounts)
{
    public static RevisionDocument Of(RevisionRecord revision, CycleSummary current) => new(
        revision.Revision, revision.EventId, revision.Version, revision.Version == current.Version, revision.Outcome, revision.Failure,
        revision.RunId, revision.ModelHash, revision.AssimilatedStations, revision.InputCounts, revision.AddedCounts);
}
