using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Polls a file again and again, whatever passes by itself; what does not ends in the buffer.</summary>
/// <param name="poll">One poll.</param>
/// <param name="notePoll">Notes that one has been made, also one that failed.</param>
/// <param name="buffer">Fails where there is nothing to wait for.</param>
/// <param name="woken">Cuts the wait between two polls short.</param>
/// <param name="interval">The wait between two polls.</param>
/// <param name="timeProvider">Clock of the waits.</param>
/// <param name="logger">Told of polls that fail.</param>
/// <param name="group">Name of the group in the log.</param>
internal sealed class PollLoop(
    Func<CancellationToken, Task> poll, Action notePoll, ReaderBuffer buffer, WakeSignal woken, TimeSpan interval, TimeProvider timeProvider, ILogger logger,
    string group)
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Whether a failure means that the file is damaged, so that no waiting helps.</summary>
    public static bool IsDamaged(Exception exception) => (exception as SqliteException ?? exception.InnerException)
        is InvalidDataException or SqliteException { SqliteErrorCode: Corrupt or NotADatabase };

    /// <summary>Polls until it is stopped or nothing is left to hope for.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wake = woken.Next;
            var wait = interval;
            try
            {
                await poll(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) when (exception is SqliteException or EventLogException && !IsDamaged(exception))
            {
                // A full disk or a lock held for long may pass, and no restart ends it; the lease decides meanwhile who reads.
                notePoll();
                SqliteLogMessages.PollFailed(logger, group, exception);
                wait = AfterFailure;
                wake = Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken);
            }
            catch (Exception exception)
            {
                buffer.Fail(exception);
                return;
            }

            try
            {
                await wake.WaitAsync(wait, timeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
