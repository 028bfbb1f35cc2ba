using Slams.Core.Observations;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>The newest analysis: when it came, and the observations of its window, readings and frames, by what became of them.</summary>
internal sealed record LatestStatus(
    string Cycle, DateTimeOffset Time, DateTimeOffset WindowEnd, DateTimeOffset? PublishedAt, double? DelaySeconds, string Outcome,
    long UsedObservations, long WithheldObservations, long RejectedObservations)
{
    public static LatestStatus Of(Timetable timetable)
    {
        var summary = timetable.Latest;
        var (used, withheld, all) = (Count(summary, QualityFlag.Assimilated), Count(summary, QualityFlag.Passive), summary.Provenance.InputCounts.Values.Sum());
        return new LatestStatus(
            summary.Cycle.Key, summary.Cycle.Time, summary.Cycle.WindowEnd, timetable.Published, timetable.Delay?.TotalSeconds, summary.Outcome,
            used, withheld, all - used - withheld);
    }

    // Keys are KIND.FLAG.
    private static long Count(CycleSummary summary, QualityFlag flag) => summary.Provenance.InputCounts
        .Where(count => count.Key.EndsWith($".{flag}", StringComparison.Ordinal)).Sum(count => count.Value);
}
