namespace Slams.CrashMatrix;

/// <summary>Waits for a service that does not end by itself.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks again and again until all is there.</summary>
    /// <exception cref="TimeoutException">It takes longer than it may.</exception>
    public static async Task UntilAsync(Func<Task<bool>> done, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        using var timer = new PeriodicTimer(Look);
        while (!await done())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("The service does not come to the end.");
            }
        }
    }
}
