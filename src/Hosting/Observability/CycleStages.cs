using Prometheus;

namespace Slams.Hosting.Observability;

/// <summary>Time by stage of a cycle. Assimilator and publisher observe stages of their own in one histogram.</summary>
public static class CycleStages
{
    /// <summary>Reading and sorting: from the commit of the cycle before to the close of the window.</summary>
    public const string Collect = "collect";

    /// <summary>The commit of an analysis.</summary>
    public const string Commit = "commit";

    /// <summary>From an analysis read from the log to its acknowledgement by every sink of the lane that is served.</summary>
    public const string Publish = "publish";

    private static readonly string[] All = [Collect, "encode", "sample", "decode", "observe", Commit, Publish];

    /// <summary>The histogram of a registry, with all stages. Collecting takes as long as the interval, all else seconds.</summary>
    public static Histogram Create(MetricFactory make)
    {
        var histogram = make.CreateHistogram("slams_cycle_stage_seconds", "Time by stage of a cycle.", ["stage"],
            new HistogramConfiguration { Buckets = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3600, 10800, 21600, 43200] });
        Array.ForEach(All, stage => histogram.WithLabels(stage));
        return histogram;
    }
}
