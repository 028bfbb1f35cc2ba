namespace Slams.Core.Cycles;

/// <summary>
/// When analyses are made. Cycle k is centred at epoch + offset + k·interval; its window is (t − interval/2, t + interval/2],
/// anchored to the Unix epoch, never to start-up, so a restart cannot move an edge.
/// </summary>
public sealed record CycleSchedule
{
    /// <summary>Six-hourly cycles at 00, 06, 12 and 18 UTC.</summary>
    public static CycleSchedule SixHourly { get; } = new(TimeSpan.FromHours(6), TimeSpan.Zero);

    /// <summary>Makes a schedule.</summary>
    /// <param name="interval">Time between analyses, positive, whole seconds.</param>
    /// <param name="offset">Shift of the analysis times from the epoch, in [0, interval).</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive or the offset not within it.</exception>
    public CycleSchedule(TimeSpan interval, TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, interval);
        Interval = interval;
        Offset = offset;
    }

    /// <summary>Time between analyses.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Shift of the analysis times from the epoch.</summary>
    public TimeSpan Offset { get; }

    /// <summary>The one cycle whose window holds a time.</summary>
    public Cycle CycleAt(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch - Offset + (Interval / 2)).Ticks;
        var index = Math.DivRem(ticks, Interval.Ticks, out var remainder);
        // Windows are open at their start and closed at their end: the edge belongs to the earlier one.
        if (remainder <= 0)
        {
            index--;
        }

        return At(index);
    }

    /// <summary>The cycle of a given number since the epoch.</summary>
    public Cycle At(long index)
    {
        var centre = DateTimeOffset.UnixEpoch + Offset + TimeSpan.FromTicks(index * Interval.Ticks);
        return new Cycle(index, centre, centre - (Interval / 2), centre + (Interval / 2));
    }
}
