using Prometheus;
using Slams.Core.Windows;

namespace Slams.Hosting.Observability;

/// <summary>
/// What became of the observations that the assimilator read: accepted = the sum over outcomes + those held now. Outcome
/// <c>reread</c> are held ones that a restart of the reading has given up; they are read, and accepted, again.
/// </summary>
public sealed class WindowMetrics
{
    private readonly Counter _accepted, _outcomes;
    private readonly Gauge _held;
    private WindowCounts _seen;

    internal WindowMetrics(MetricFactory make)
    {
        _accepted = make.CreateCounter("slams_window_accepted_total", "Observations that the assimilator has read.");
        _outcomes = make.CreateCounter("slams_window_observations_total", "Observations that the assimilator has read, by what became of them.", "outcome");
        _held = make.CreateGauge("slams_window_observations_held", "Observations that wait for the revision of their cycle.");
        foreach (var outcome in new[] { "windowed", "revised", "duplicate", "late", "flagged_late", "rejected", "already_handled", "reread" })
        {
            _outcomes.WithLabels(outcome);
        }
    }

    /// <summary>
    /// Observations were read. Told at once for many: a counter is shared between threads, and for each of hundreds of thousands a
    /// second it would cost as much as a look-up.
    /// </summary>
    /// <param name="counts">Of the window core, which have moved on.</param>
    /// <param name="accepted">Read since the last call.</param>
    /// <param name="flaggedLate">Of these, late already when they were ingested, and in no window.</param>
    public void Update(WindowCounts counts, long accepted, long flaggedLate)
    {
        _accepted.Inc(accepted);
        Add("flagged_late", flaggedLate);
        Add("windowed", counts.Windowed - _seen.Windowed);
        Add("revised", counts.Revised - _seen.Revised);
        Add("duplicate", counts.Duplicate - _seen.Duplicate);
        Add("late", counts.Late - _seen.Late);
        Add("rejected", counts.Rejected - _seen.Rejected);
        Add("already_handled", counts.AlreadyHandled - _seen.AlreadyHandled);
        _held.Set(counts.Held);
        _seen = counts;
    }

    /// <summary>A new window core starts from the committed offsets.</summary>
    public void Restart()
    {
        Add("reread", _seen.Held);
        _held.Set(0);
        _seen = default;
    }

    private void Add(string outcome, long count) => _outcomes.WithLabels(outcome).Inc(count);
}
