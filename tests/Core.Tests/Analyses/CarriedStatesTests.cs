using Slams.Core.Analyses;
using Slams.Core.Cycles;

namespace Slams.Core.Tests.Analyses;

public sealed class CarriedStatesTests
{
    [Fact]
    public void States_too_old_are_dropped_and_a_repeated_cycle_replaces_itself()
    {
        var states = new CarriedStates(2);
        foreach (var (index, hash) in new[] { (5, "a"), (6, "b"), (6, "c"), (7, "d") })
        {
            states.Add(new CycleState(CycleSchedule.SixHourly.At(index), hash, Array.Empty<byte>()));
        }

        Assert.Equal(["c", "d"], states.States.Select(state => state.ModelHash));
        states.Add(new CycleState(CycleSchedule.SixHourly.At(20), "e", Array.Empty<byte>()));
        Assert.Equal(["e"], states.States.Select(state => state.ModelHash));
        states.Clear();
        Assert.Empty(states.States);
    }
}
