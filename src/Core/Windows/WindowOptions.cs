using Slams.Core.Cycles;

namespace Slams.Core.Windows;

/// <summary>When windows close.</summary>
public sealed record WindowOptions
{
    /// <summary>Cycles and their windows.</summary>
    public CycleSchedule Schedule { get; init; } = CycleSchedule.SixHourly;

    /// <summary>How far behind the newest item of its source an item may come and still be in time.</summary>
    public TimeSpan AllowedDisorder { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long, in event time, a complete window waits for stragglers before it closes.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How long after its close, in event time, a cycle may be revised: it is closed once more when this has passed, if
    /// something has come for it. Zero for no revisions.
    /// </summary>
    public TimeSpan RevisionBound { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// A source silent for longer than this, whatever the clock is set to meanwhile, no longer holds the watermark back.
    /// <see cref="Timeout.InfiniteTimeSpan"/> for replays, whose sources announce their end.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far an item's time may be ahead of its arrival.</summary>
    public TimeSpan FutureBound { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether cycles go on by the clock, with empty windows, when every source is silent (live operation): no further than the time
    /// that has passed since the start, should the clock be set forward.
    /// </summary>
    public bool CloseByClock { get; init; }

    /// <summary>
    /// Empty cycles emitted in a row; further ones are left out until something is observed again. Bounds what a single
    /// wrong time stamp decades ago can cost.
    /// </summary>
    public int MaxEmptyRun { get; init; } = 40;

    /// <summary>
    /// How far ahead of the watermark, in event time, a partition is read. <see cref="Timeout.InfiniteTimeSpan"/> for no bound.
    /// </summary>
    public TimeSpan MaxLead { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Items held at which no partition is read more than one interval ahead of the watermark.</summary>
    public long MaxHeld { get; init; } = long.MaxValue;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value makes no sense; the message names it.</exception>
    public void Validate()
    {
        Require(AllowedDisorder >= TimeSpan.Zero, nameof(AllowedDisorder), "must not be negative");
        Require(Lateness >= TimeSpan.Zero, nameof(Lateness), "must not be negative");
        Require(RevisionBound >= TimeSpan.Zero, nameof(RevisionBound), "must not be negative");
        Require(FutureBound >= TimeSpan.Zero, nameof(FutureBound), "must not be negative");
        Require(
            IdleTimeout > TimeSpan.Zero || IdleTimeout == Timeout.InfiniteTimeSpan, nameof(IdleTimeout), "must be positive or infinite");
        Require(
            MaxLead >= Schedule.Interval || MaxLead == Timeout.InfiniteTimeSpan, nameof(MaxLead), "must be the interval of the cycles at least, or infinite");
        Require(MaxHeld > 0, nameof(MaxHeld), "must be positive");
        Require(MaxEmptyRun >= 0, nameof(MaxEmptyRun), "must not be negative");
    }

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} {rule}.", name);
        }
    }
}
