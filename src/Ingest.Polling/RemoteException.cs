namespace Slams.Ingest.Polling;

/// <summary>A server has answered, but not what it was asked for. The message holds no address.</summary>
/// <param name="message">What it answered.</param>
/// <param name="isFinal">Whether asking again at once would not help.</param>
/// <param name="retryAfter">How long it asks to be left alone; null for no such wish.</param>
internal sealed class RemoteException(string message, bool isFinal, TimeSpan? retryAfter = null) : Exception(message)
{
    public bool IsFinal => isFinal || retryAfter is not null;

    public TimeSpan? RetryAfter => retryAfter;
}
