using Prometheus;

namespace Slams.Assimilator.Observability;

/// <summary>Metrics of members that instances share out among them.</summary>
public sealed class MemberMetrics
{
    private readonly Counter _jobs, _gathered;
    private readonly Histogram _seconds;
    private readonly Gauge _waiting;

    /// <summary>Registers the metrics.</summary>
    public MemberMetrics(CollectorRegistry registry)
    {
        var make = Metrics.WithCustomRegistry(registry);
        _jobs = make.CreateCounter("slams_member_jobs_total", "Jobs of members that this instance has read, by what became of them.", "outcome");
        _gathered = make.CreateCounter(
            "slams_member_batches_total", "Batches of members of the cycles of this instance: over the log, or sampled here as they were late, declined, or the log had failed.", "origin");
        _seconds = make.CreateHistogram(
            "slams_member_job_seconds", "Time for the samples of one job of members, from the moment that one of its threads should take it.",
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.125, 2, 12) });
        _waiting = make.CreateGauge("slams_member_jobs_waiting", "Jobs of members in the partitions of this instance that it has not begun.");
        Array.ForEach(Enum.GetValues<MemberOutcome>(), outcome => _jobs.WithLabels(Word(outcome)));
        Array.ForEach(Enum.GetValues<SampleOrigin>(), origin => _gathered.WithLabels(Word(origin)));
    }

    /// <summary>Jobs of the log are done with.</summary>
    internal void Done(MemberOutcome outcome, int jobs = 1) => _jobs.WithLabels(Word(outcome)).Inc(jobs);

    /// <summary>A job was sampled.</summary>
    internal void Took(TimeSpan duration) => _seconds.Observe(duration.TotalSeconds);

    /// <summary>Samples of a job of a cycle of this instance are there.</summary>
    internal void Gathered(SampleOrigin origin) => _gathered.WithLabels(Word(origin)).Inc();

    /// <summary>So many jobs wait.</summary>
    internal void Waiting(long jobs) => _waiting.Set(jobs);

    private static string Word<T>(T value)
        where T : struct, Enum => value is SampleOrigin.LogFailed ? "log_failed" : value.ToString().ToLowerInvariant();
}
