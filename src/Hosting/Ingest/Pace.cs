namespace Slams.Hosting.Ingest;

/// <summary>Replays event time at a multiple of real time.</summary>
internal sealed class Pace(double speed, TimeProvider time)
{
    private DateTimeOffset? _firstEvent;
    private long _start;

    /// <summary>Waits until an event is due.</summary>
    public async Task WaitAsync(DateTimeOffset? eventTime, CancellationToken cancellationToken)
    {
        if (speed <= 0 || eventTime is not { } now)
        {
            return;
        }

        if (_firstEvent is null)
        {
            _firstEvent = now;
            _start = time.GetTimestamp();
        }

        var wait = ((now - _firstEvent.Value) / speed) - time.GetElapsedTime(_start);
        if (wait > TimeSpan.FromMilliseconds(5))
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
