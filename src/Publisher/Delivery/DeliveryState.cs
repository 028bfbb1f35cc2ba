namespace Slams.Publisher.Delivery;

/// <summary>How the delivery is doing, as health checks see it.</summary>
internal sealed class DeliveryState
{
    private volatile string? _failure = "The publisher is starting.";
    private volatile Func<DateTimeOffset>? _lastPoll;
    private volatile bool _isActive;
    private long _lag = -1;

    /// <summary>What keeps analyses from being published, or null.</summary>
    public string? Failure => _failure;

    /// <summary>Whether this instance publishes; it stands by otherwise.</summary>
    public bool IsActive
    {
        get => _isActive;
        set => _isActive = value;
    }

    /// <summary>Analyses in the log that are not delivered yet; null before it is known.</summary>
    public long? Lag
    {
        get => Interlocked.Read(ref _lag) is var lag and >= 0 ? lag : null;
        set => Interlocked.Exchange(ref _lag, value ?? -1);
    }

    /// <summary>When the log was last polled; null before it was opened.</summary>
    public DateTimeOffset? LastPoll => _lastPoll?.Invoke();

    public void Follow(Func<DateTimeOffset> lastPoll)
    {
        _lastPoll = lastPoll;
        _failure = null;
    }

    public void Fail(string reason) => _failure = reason;

    public void Recover() => _failure = null;
}
