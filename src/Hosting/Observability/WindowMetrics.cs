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

    /// <summary>An observation was read.</summary>
    public void Accepted() => _accepted.Inc();

    /// <summary>One was late already when it was ingested, and is in no window.</summary>
    public void FlaggedLate() => _outcomes.WithLabels("flagged_late").Inc();

    /// <summary>The counts of the window core have moved on.</summary>
    public void Update(WindowCounts counts)
    {
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
