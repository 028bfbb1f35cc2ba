namespace Slams.Streaming.Log;

/// <summary>The event log cannot do what was asked; the message says what an operator can do about it.</summary>
public sealed class EventLogException : Exception
{
    /// <summary>Makes the exception.</summary>
    public EventLogException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether nothing but a new process helps; otherwise the same may succeed later.</summary>
    public bool NeedsRestart { get; init; }
}
