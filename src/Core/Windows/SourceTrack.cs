namespace Slams.Core.Windows;

/// <summary>How far one source has come in one partition. Watermarks are UTC ticks, when it was last seen is ticks since the start.</summary>
internal sealed class SourceTrack(long seenTicks)
{
    /// <summary>Nothing known yet: holds the watermark back.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>Nothing will follow: never holds the watermark back.</summary>
    public const long Ended = long.MaxValue;

    // Records that raised the watermark, oldest first. A restart must read the one in force at the lowest offset needed once
    // more, or the watermark would start lower (or, after an end of stream, never come back at all).
    private readonly Queue<(long Offset, long Watermark)> _raises = new();
    private long? _inForce;

    public long Watermark { get; private set; } = Unknown;

    public bool HasEnded => Watermark == Ended;

    public long LastSeenTicks { get; set; } = seenTicks;

    public bool Idle { get; set; }

    public bool Raise(long offset, long watermark)
    {
        // Something after the end: the source has come back, and its end no longer counts.
        if (watermark <= Watermark && !HasEnded)
        {
            return false;
        }

        Watermark = watermark;
        _raises.Enqueue((offset, watermark));
        return true;
    }

    /// <summary>Offset of the raise in force at <paramref name="needed"/>; forgets older ones, so ask with ascending offsets.</summary>
    public long? RaiseInForceAt(long needed)
    {
        while (_raises.TryPeek(out var raise) && raise.Offset <= needed)
        {
            _inForce = raise.Offset;
            _raises.Dequeue();
        }

        return _inForce;
    }
}
