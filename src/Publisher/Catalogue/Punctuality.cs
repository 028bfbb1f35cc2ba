namespace Slams.Publisher.Catalogue;

/// <summary>
/// When analyses come, from the times of their files: how long after its window the newest was published, and when the next one is
/// due if it keeps to what was usual. Analyses have no time of writing in them; their files are written once.
/// </summary>
internal sealed class Punctuality(AnalysisStore store)
{
    private const int Newest = 8;

    // Nobody waits for the next analysis of a year long past.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(30);

    /// <summary>What is known now; null before the first analysis.</summary>
    public Timetable? Now()
    {
        var cycles = store.Cycles.TakeLast(Newest).ToList();
        if (cycles.Count == 0)
        {
            return null;
        }

        var published = cycles.Select(summary => new FileInfo(summary.File))
            .Select(file => file.Exists ? file.LastWriteTimeUtc : (DateTimeOffset?)null).ToList();
        var delays = cycles.Zip(published, (summary, time) => time - summary.Cycle.WindowEnd).OfType<TimeSpan>().Order().ToList();
        var (latest, newest) = (cycles[^1], published[^1]);
        DateTimeOffset? due = null;
        if (delays.Count > 0 && delays[delays.Count / 2] is var usual && usual <= LongestDelay)
        {
            var interval = latest.Cycle.WindowEnd - latest.Cycle.WindowStart;
            // A quarter of the interval is granted: what is a little later than usual alarms nobody.
            due = latest.Cycle.WindowEnd + interval + (usual > TimeSpan.Zero ? usual : TimeSpan.Zero) + (interval / 4);
        }

        return new Timetable(latest, newest, newest - latest.Cycle.WindowEnd, due);
    }
}
