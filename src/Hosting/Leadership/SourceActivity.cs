using Slams.Hosting.Observability;

namespace Slams.Hosting.Leadership;

/// <summary>Tells health and metrics whether this instance reads a source.</summary>
public sealed class SourceActivity(ActiveWorkers workers, PipelineMetrics metrics, TimeProvider time)
{
    /// <summary>Notes whether a worker reads its source or stands by.</summary>
    public void Note(string worker, string source, bool active)
    {
        workers.Set(worker, active);
        metrics.IngestIsActive(source, active, time.GetUtcNow());
    }

    /// <summary>The worker has ended.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="source">Its source.</param>
    /// <param name="stopped">
    /// Whether it was stopped. Such a one has not come to an end: that it was reading is the last that is known of it, and it is missed if no other takes over.
    /// </param>
    public void End(string worker, string source, bool stopped)
    {
        if (!stopped)
        {
            metrics.IngestIsActive(source, false, time.GetUtcNow());
        }

        workers.Remove(worker);
    }
}
