using System.Diagnostics;
using Slams.Assimilator;
using Slams.Core.Cycles;

namespace Slams.Workers.Tests.Tracing;

public sealed class InputTracesTests
{
    private static readonly CycleSchedule Schedule = CycleSchedule.SixHourly;
    private static readonly DateTimeOffset Time = new(1987, 1, 12, 6, 0, 0, TimeSpan.Zero);
    private static readonly Cycle Cycle = Schedule.CycleAt(Time);

    [Fact]
    public void The_newest_input_comes_first_each_once_and_those_of_other_cycles_are_apart()
    {
        var traces = new InputTraces(Schedule, revisable: 0);
        var (first, second, other) = (Context(), Context(), Context());
        traces.Add(first, Time);
        traces.Add(second, Time);
        traces.Add(other, Time + Schedule.Interval);
        traces.Add(second, Time);
        traces.Add(first, Time);
        traces.Add(default, Time);

        Assert.Equal([first, second], traces.Take(Cycle, revision: 0));
        Assert.Empty(traces.Take(Cycle, revision: 0));
        Assert.Equal([other], traces.Take(Schedule.At(Cycle.Index + 1), revision: 0));
    }

    [Fact]
    public void However_many_batches_a_window_has_only_the_newest_are_kept()
    {
        var traces = new InputTraces(Schedule, revisable: 0);
        var contexts = Enumerable.Range(0, 100).Select(_ => Context()).ToArray();
        foreach (var context in contexts)
        {
            traces.Add(context, Time);
        }

        Assert.Equal(contexts.Reverse().Take(InputTraces.Most), traces.Take(Cycle, revision: 0));
    }

    [Fact]
    public void A_revision_goes_on_in_the_trace_of_the_straggler_and_cycles_past_their_bound_are_forgotten()
    {
        var traces = new InputTraces(Schedule, revisable: 2);
        var (intime, straggler) = (Context(), Context());
        traces.Add(intime, Time);
        Assert.Equal([intime], traces.Take(Cycle, revision: 0));
        traces.Add(straggler, Time);
        Assert.Equal([straggler, intime], traces.Take(Cycle, revision: 1));
        Assert.Empty(traces.Take(Cycle, revision: 1));

        traces.Add(intime, Time);
        traces.Take(Schedule.At(Cycle.Index + 2), revision: 0);
        Assert.Single(traces.Take(Cycle, revision: 0));
        traces.Take(Schedule.At(Cycle.Index + 3), revision: 0);
        Assert.Empty(traces.Take(Cycle, revision: 0));
    }

    private static ActivityContext Context() =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
}
