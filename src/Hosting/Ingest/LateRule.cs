using Slams.Core.Cycles;
using Slams.Core.Windows;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Decides by event time alone which observations of a source are late: those whose cycle is closed by what the same source
/// has delivered before. It looks at one source in its own order, so the verdict is the same in every run, on every log and
/// for any number of partitions; what passes here can no longer be late in the window core, whose watermark is never ahead.
/// </summary>
public sealed class LateRule(WindowOptions options)
{
    private DateTimeOffset? _newest;
    private Cycle _cycle;

    /// <summary>
    /// Nothing that passes from now on belongs to a cycle that is complete at this time; null before the first observation.
    /// </summary>
    public DateTimeOffset? Watermark => _newest - options.AllowedDisorder;

    /// <summary>The reason in words that goes with an observation that is late by so much.</summary>
    public static string Reason(TimeSpan lateBy) => FormattableString.Invariant($"{lateBy.TotalMinutes:0} min after its cycle was closed");

    /// <summary>Whether an observation that is late by this much may still make a revision of its cycle.</summary>
    public bool MayRevise(TimeSpan lateBy) => lateBy < options.RevisionBound;

    /// <summary>How late an observation is; null when in time.</summary>
    public TimeSpan? Judge(DateTimeOffset? eventTime)
    {
        if (eventTime is not { } time)
        {
            return null;
        }

        // Neighbours are mostly of the same cycle.
        _cycle = _cycle.Contains(time) ? _cycle : options.Schedule.CycleAt(time);
        var close = _cycle.WindowEnd + options.Lateness + options.AllowedDisorder;
        if (_newest is { } newest && newest >= close)
        {
            return newest - close;
        }

        _newest = _newest is { } known && known > time ? known : time;
        return null;
    }
}
