using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Windows;

namespace Slams.Assimilator;

/// <summary>
/// What passes from cycle to cycle: the states of the last cycles. A revision is analysed with the states before its own
/// cycle, and its state takes the place of the first one for cycles still to come.
/// </summary>
/// <param name="cycles">How many preceding cycles can inform an analysis.</param>
/// <param name="revisable">How many cycles back a revision can be.</param>
internal sealed class CycleHistory(int cycles, int revisable)
{
    private readonly SortedDictionary<long, (CycleState State, (long Published, long Handled) Rank)> _states = [];

    /// <summary>What the window core goes on from; null before the first cycle.</summary>
    public WindowResume? Resume { get; private set; }

    /// <summary>The state committed last, which goes with <see cref="Resume"/>; null before the first commit.</summary>
    public CycleState? Last { get; private set; }

    /// <summary>What a cycle that failed hands on: nothing that an analyst would use.</summary>
    public static CycleState Nothing(Cycle cycle) => new(cycle, "", ReadOnlyMemory<byte>.Empty);

    /// <summary>States that can inform the analysis of a cycle, oldest first.</summary>
    public IReadOnlyList<CycleState> Before(Cycle cycle) =>
        [.. _states.Where(known => known.Key < cycle.Index && known.Key >= cycle.Index - cycles).Select(known => known.Value.State)];

    /// <summary>The state that a cycle has left, or null.</summary>
    public CycleState? Of(Cycle cycle) => _states.GetValueOrDefault(cycle.Index).State;

    /// <summary>Adds a committed cycle or its revision, or the last one once more with what was written out since.</summary>
    public void Add(CycleState state, WindowResume resume)
    {
        var rank = RankOf(resume);
        if (Resume is null || rank.CompareTo(RankOf(Resume)) >= 0)
        {
            (Resume, Last) = (resume, state);
        }

        if (!state.Bytes.IsEmpty && (!_states.TryGetValue(state.Cycle.Index, out var known) || rank.CompareTo(known.Rank) >= 0))
        {
            _states[state.Cycle.Index] = (state, rank);
        }

        foreach (var old in _states.Keys.TakeWhile(index => index <= Resume.LastPublished - cycles - revisable).ToArray())
        {
            _states.Remove(old);
        }
    }

    /// <summary>Notes that a cycle was published whose state cannot be read.</summary>
    public void Lost(Cycle cycle)
    {
        _states.Remove(cycle.Index);
        if (Resume is null || Resume.NonePublished || Resume.LastPublished <= cycle.Index)
        {
            Last = Nothing(cycle);
        }

        if (Resume is null || Resume.NonePublished || Resume.LastPublished < cycle.Index)
        {
            Resume = (Resume ?? new WindowResume(cycle.Index, [])) with { LastPublished = cycle.Index, SettledThrough = null, NonePublished = false };
        }
    }

    // A topic that a broker has made by itself may have several partitions, which are read in any order: the last record need not be the newest.
    private static (long Published, long Handled) RankOf(WindowResume resume) =>
        (resume.NonePublished ? long.MinValue : resume.LastPublished, resume.Handled.Sum(handled => handled.Offset));
}
