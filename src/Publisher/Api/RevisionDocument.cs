using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>One revision of a cycle. Only the current one can still be fetched.</summary>
internal sealed record RevisionDocument(
    int Revision, string EventId, string Version, bool Current, string Outcome, string? Failure, string RunId, string ModelHash,
    int AssimilatedStations, IReadOnlyDictionary<string, long> InputCounts, IReadOnlyDictionary<string, long> AddedCounts)
{
    public static RevisionDocument Of(CycleSummary summary, CycleSummary current) => new(
        summary.Provenance.Revision, summary.EventId, summary.Version, summary.Version == current.Version, summary.Outcome, summary.Failure,
        summary.Provenance.RunId, summary.Provenance.ModelHash, summary.Assimilated.Count, summary.Provenance.InputCounts,
        summary.Provenance.AddedCounts);
}
