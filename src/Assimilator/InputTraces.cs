using System.Diagnostics;
using Slams.Core.Cycles;

namespace Slams.Assimilator;

/// <summary>
/// The traces in which the observations of each window have come, as far as they were recorded: the cycle goes on in the newest of them and
/// links to others. Nothing is kept where nothing is traced.
/// </summary>
/// <param name="schedule">When cycles are.</param>
/// <param name="revisable">How many cycles back a revision can be.</param>
internal sealed class InputTraces(CycleSchedule schedule, int revisable)
{
    /// <summary>Traces kept for a window: a live source may append thousands of batches into one.</summary>
    public const int Most = 32;

    private readonly Dictionary<long, List<ActivityContext>> _traces = [];

    /// <summary>Notes the trace of an observation that goes into a window.</summary>
    /// <param name="trace">The span that wrote it; default when it was not recorded.</param>
    /// <param name="eventTime">Time of observation.</param>
    public void Add(ActivityContext trace, DateTimeOffset eventTime)
    {
        if (trace == default)
        {
            return;
        }

        var cycle = schedule.CycleAt(eventTime).Index;
        if (!_traces.TryGetValue(cycle, out var known))
        {
            _traces[cycle] = known = [];
        }

        if (known.Count > 0 && known[^1] == trace)
        {
            return;
        }

        known.Remove(trace);
        known.Add(trace);
        if (known.Count > Most)
        {
            known.RemoveAt(0);
        }
    }

    /// <summary>Traces of a window that has closed, the newest first. Those of a cycle that can still be revised are kept.</summary>
    public IReadOnlyList<ActivityContext> Take(Cycle cycle, int revision)
    {
        ActivityContext[] taken = _traces.TryGetValue(cycle.Index, out var known) ? [.. Enumerable.Reverse(known)] : [];
        if (revision > 0 || revisable == 0)
        {
            _traces.Remove(cycle.Index);
        }

        foreach (var old in _traces.Keys.Where(index => index < cycle.Index - revisable).ToArray())
        {
            _traces.Remove(old);
        }

        return taken;
    }
}
