namespace Slams.Workers.Tests.Support;

/// <summary>A clock on which every wait is over at once: it jumps to its end.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ticks = new DateTime(1987, 2, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Waits there were.</summary>
    public int Waits { get; private set; }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits++;
        Interlocked.Add(ref _ticks, dueTime.Ticks);
        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
