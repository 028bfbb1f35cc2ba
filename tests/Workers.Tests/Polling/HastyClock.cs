namespace Slams.Workers.Tests.Polling;

/// <summary>A clock on which short waits are over at once, as those between tries are, and long ones never end, as limits of time are.</summary>
internal sealed class HastyClock : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);
    private long _ticks = new DateTime(2026, 11, 30, 6, 10, 0, DateTimeKind.Utc).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isShort = dueTime >= TimeSpan.Zero && dueTime < Longest;
        if (isShort)
        {
            Advance(dueTime);
        }

        return TimeProvider.System.CreateTimer(callback, state, isShort ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
