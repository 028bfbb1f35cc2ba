using Slams.Core.Cycles;

namespace Slams.Streaming.Messages;

/// <summary>Cycles on the wire.</summary>
internal static class CycleMapping
{
    public static Wire.Cycle ToWire(Cycle cycle) => new()
    {
        Index = cycle.Index,
        TimeTicks = MessageParsing.Ticks(cycle.Time),
        WindowStartTicks = MessageParsing.Ticks(cycle.WindowStart),
        WindowEndTicks = MessageParsing.Ticks(cycle.WindowEnd),
    };

    public static Cycle FromWire(Wire.Cycle? cycle) =>
        cycle is null
            ? throw new InvalidDataException("the cycle is missing")
            : new Cycle(
                cycle.Index, MessageParsing.Time(cycle.TimeTicks), MessageParsing.Time(cycle.WindowStartTicks),
                MessageParsing.Time(cycle.WindowEndTicks));
}
