namespace Slams.Core.Analyses;

/// <summary>The states of the last cycles, as an analyst takes them.</summary>
/// <param name="cycles">How many preceding cycles are kept.</param>
public sealed class CarriedStates(int cycles)
{
    private readonly List<CycleState> _states = [];

    /// <summary>States of the last cycles, oldest first.</summary>
    public IReadOnlyList<CycleState> States => _states;

    /// <summary>Adds the state of a cycle; it replaces an earlier one of that cycle, and states too old are dropped.</summary>
    public void Add(CycleState state)
    {
        _states.RemoveAll(known => known.Cycle.Index <= state.Cycle.Index - cycles || known.Cycle.Index == state.Cycle.Index);
        _states.Add(state);
    }

    /// <summary>Forgets everything: the next cycle starts cold.</summary>
    public void Clear() => _states.Clear();
}
