namespace Slams.Streaming.Log;

/// <summary>A newer writer of the same name has taken over; this one must stop writing.</summary>
public sealed class FencedWriterException : Exception
{
    /// <summary>Makes the exception for a writer.</summary>
    public FencedWriterException(string writer, Exception? inner = null)
        : base($"The writer '{writer}' was fenced: a newer instance has taken over.", inner)
    {
    }
}
