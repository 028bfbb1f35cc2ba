using Slams.Core.Analyses;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>Everything about one cycle but its fields.</summary>
internal sealed record CycleDocument(
    string Cycle, DateTimeOffset Time, DateTimeOffset WindowStart, DateTimeOffset WindowEnd, string EventId, string Outcome, string? Failure, string Variable,
    string Unit, AnalysisProvenance Provenance, GridDocument Grid, IReadOnlyList<LevelSummary> Levels, StationCounts Stations,
    CycleLinks Links)
{
    public static CycleDocument Of(CycleSummary summary) => new(
        summary.Cycle.Key, summary.Cycle.Time, summary.Cycle.WindowStart, summary.Cycle.WindowEnd, summary.EventId, summary.Outcome, summary.Failure,
        FieldQuery.Variable, "K", summary.Provenance,
        new GridDocument(summary.Grid.Horizontal.LatitudesDegrees, summary.Grid.Horizontal.LongitudesDegrees), summary.Levels,
        new StationCounts(summary.Assimilated, summary.Passive, summary.RejectedStations), CycleLinks.Of(summary.Cycle.Key));
}
