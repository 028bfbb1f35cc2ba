namespace Slams.Streaming.Log;

/// <summary>Wakes whoever waits. Take <see cref="Next"/> before looking for work, so that a pulse in between is not missed.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource _next = New();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
