namespace Slams.Publisher.Catalogue;

/// <summary>What is told of one revision of a cycle, also when another has taken its place.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="EventId">Name of the event that announced it.</param>
/// <param name="Version">Identifies its content.</param>
/// <param name="Outcome"><c>ok</c> or <c>failed</c>.</param>
/// <param name="Failure">Why the cycle could not be analysed, or null.</param>
/// <param name="RunId">The run.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
/// <param name="AssimilatedStations">Stations assimilated.</param>
/// <param name="InputCounts">Observations of its window by kind and flag.</param>
/// <param name="AddedCounts">Those that made it a revision.</param>
internal sealed record RevisionRecord(
    int Revision, string EventId, string Version, string Outcome, string? Failure, string RunId, string ModelHash, int AssimilatedStations,
    IReadOnlyDictionary<string, long> InputCounts, IReadOnlyDictionary<string, long> AddedCounts)
{
    public static RevisionRecord Of(CycleSummary summary) => new(
        summary.Provenance.Revision, summary.EventId, summary.Version, summary.Outcome, summary.Failure, summary.Provenance.RunId,
        summary.Provenance.ModelHash, summary.Assimilated.Count, summary.Provenance.InputCounts, summary.Provenance.AddedCounts);
}
