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

    public async Task RunAsync(IReadOnlyList<string> told, InputBacklog backlog, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                spool.Open();
                // Before the source lists it: nothing of what it lists may go before it is read.
                Clean(_ => true, backlog.WasRead);
                var known = new KnownArrivals(told, backlog.WasRead, spool);
                var own = bringers.Select(bringer => bringer.RunAsync(bringer.Forgets ? new KnownArrivals(told, backlog.WasRead, spool) : known, cancellationToken));
                await Task.WhenAll([.. own, CleanAsync(backlog, cancellationToken)]);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogSpoolFails(source, exception.Message);
                await Task.Delay(Settled, time, cancellationToken);
            }
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
}
