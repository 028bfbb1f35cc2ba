namespace Slams.Publisher.Delivery;

/// <summary>How the delivery is doing, as health checks see it.</summary>
internal sealed class DeliveryState
{
    private volatile string? _failure = "The publisher is starting.";
    private volatile Func<DateTimeOffset>? _lastPoll;
    private volatile Func<long?>? _unread;
    private volatile bool _isActive;
    private volatile int _inHand;

    /// <summary>What keeps analyses from being published, or null.</summary>
    public string? Failure => _failure;

    /// <summary>Whether this instance publishes; it stands by otherwise.</summary>
    public bool IsActive
    {
        get => _isActive;
        set => _isActive = value;
    }

    /// <summary>Analyses that have been read and are not delivered yet.</summary>
    public int InHand
    {
        get => _inHand;
        set => _inHand = value;
    }

    /// <summary>Analyses in the log that are not delivered yet, as of now: it grows while a sink holds its lane up. Null before it is known.</summary>
    public long? Lag => _unread?.Invoke() + InHand;

    /// <summary>When the log was last polled; null before it was opened.</summary>
    public DateTimeOffset? LastPoll => _lastPoll?.Invoke();

    /// <summary>Begins anew with a log that has just been opened.</summary>
    /// <param name="lastPoll">When it was last polled.</param>
    /// <param name="unread">Analyses not read yet; null before it is known.</param>
    public void Follow(Func<DateTimeOffset> lastPoll, Func<long?> unread)
    {
        (_lastPoll, _unread) = (lastPoll, unread);
        InHand = 0;
        _failure = null;
    }

    public void Fail(string reason) => _failure = reason;

    public void Recover() => _failure = null;
}
