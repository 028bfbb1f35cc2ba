using Microsoft.Extensions.Logging;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling;

/// <summary>Brings the files of servers into the spool of a source, and takes away what was read and is old.</summary>
/// <param name="source">Name of the source.</param>
/// <param name="spool">The spool.</param>
/// <param name="keep">How long files stay.</param>
/// <param name="bringers">One for each server.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For messages.</param>
internal sealed partial class PollingFeed(
    string source, Spool spool, TimeSpan keep, IReadOnlyList<IBringer> bringers, TimeProvider time, ILogger logger) : IInputFeed
{
    // What was read goes into the log some time after; then it is there, or has failed, and the source is read anew.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async Task RunAsync(IReadOnlyList<string> told, InputBacklog backlog, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                spool.Open();
                // Before the source lists it: nothing of what it lists may go before it is read.
                Clean(_ => true, backlog.WasRead);
                var known = Known();
                await Task.WhenAll(
                [
                    .. bringers.Select(bringer => BringAsync(bringer, bringer.Forgets ? Known() : known, backlog, round)),
                    CleanAsync(backlog, round.Token),
                ]);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && (exception is IOException or UnauthorizedAccessException || round.IsCancellationRequested))
            {
                // Else it is told already.
                if (!round.IsCancellationRequested)
                {
                    LogSpoolFails(source, exception.Message);
                }

                await Task.Delay(Settled, time, cancellationToken);
            }
        }

        KnownArrivals Known() => new(told, backlog.WasRead, spool) { Arrived = backlog.Arrived };
    }

    // Nobody waits for one of them alone: whatever ends it is told, and it begins again.
    private async Task BringAsync(IBringer bringer, KnownArrivals known, InputBacklog backlog, CancellationTokenSource round)
    {
        while (true)
        {
            try
            {
                await bringer.RunAsync(known, backlog, round.Token);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What is known of the spool may be true no longer: all begin anew.
                LogSpoolFails(source, exception.Message);
                await round.CancelAsync();
                throw;
            }
            catch (Exception exception) when (!round.IsCancellationRequested)
            {
                LogBringerFails(exception, source);
            }

            await Task.Delay(Pause, time, round.Token);
        }
    }

    private async Task CleanAsync(InputBacklog backlog, CancellationToken cancellationToken)
    {
        var since = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        while (true)
        {
            await Task.Delay(Settled, time, cancellationToken);
            try
            {
                var (now, before) = (time.GetUtcNow(), since);
                since = spool.Files().Select(file => file.Path).Where(backlog.HasRead).ToDictionary(path => path, path => before.GetValueOrDefault(path, now));
                Clean(path => since.TryGetValue(path, out var read) && now - read >= Settled, backlog.HasRead);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogSpoolFails(source, exception.Message);
            }
        }
    }

    private void Clean(Func<string, bool> isSettled, Func<string, bool> isRead)
    {
        var oldest = time.GetUtcNow() - keep;
        foreach (var (arrival, path) in spool.Files().Where(file => file.Arrival.Time < oldest && isRead(file.Path) && isSettled(file.Path)).ToArray())
        {
            spool.Remove(arrival);
        }
    }

    [LoggerMessage(1024, LogLevel.Error, "{Source}: the spool cannot be used and is tried again: {Reason}")]
    private partial void LogSpoolFails(string source, string reason);

    [LoggerMessage(1028, LogLevel.Error, "{Source}: what brings its files has failed, which nobody has foreseen, and begins again in a minute")]
    private partial void LogBringerFails(Exception exception, string source);
}
