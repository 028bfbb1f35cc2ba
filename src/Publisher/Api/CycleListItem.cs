using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>One line of the list of cycles; with its levels, so that a reader can ask for a field at once.</summary>
internal sealed record CycleListItem(
    string Cycle, DateTimeOffset Time, int Revision, string EventId, string RunId, string Outcome, int AssimilatedStations,
    IReadOnlyList<double> LevelsPa, CycleLinks Links)
{
    public static CycleListItem Of(CycleSummary summary) => new(
        summary.Cycle.Key, summary.Cycle.Time, summary.Provenance.Revision, summary.EventId, summary.Provenance.RunId, summary.Outcome,
        summary.Assimilated.Count, [.. summary.Levels.Select(level => level.PressurePa)], CycleLinks.Of(summary.Cycle.Key));
}
