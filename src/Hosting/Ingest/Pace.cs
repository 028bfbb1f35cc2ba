namespace Slams.Hosting.Ingest;

/// <summary>Replays event time at a multiple of real time.</summary>
internal sealed class Pace(double speed, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private DateTimeOffset? _firstEvent;
    private long _start;

    /// <summary>How long until an event is due; null when it is due now.</summary>
    public TimeSpan? Due(DateTimeOffset? eventTime)
    {
        if (speed <= 0 || eventTime is not { } now)
        {
            return null;
        }

        if (_firstEvent is null)
        {
            _firstEvent = now;
            _start = time.GetTimestamp();
        }

        var wait = ((now - _firstEvent.Value) / speed) - time.GetElapsedTime(_start);
        return wait > Shortest ? wait : null;
    }
}
