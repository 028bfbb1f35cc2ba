using Polly.CircuitBreaker;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;

namespace Slams.Ingest.Polling;

/// <summary>Asks one server again and again, and lets what it has that was not fetched yet appear in the spool.</summary>
/// <param name="schedule">When it asks.</param>
/// <param name="remote">The server.</param>
/// <param name="tries">How it asks.</param>
/// <param name="fetcher">Fetches.</param>
/// <param name="time">The clock.</param>
internal sealed class Poller(PollSchedule schedule, IRemote remote, RemoteTries tries, Fetcher fetcher, TimeProvider time) : IBringer
{
    private const string Listing = "listing";
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task RunAsync(KnownArrivals known, InputBacklog backlog, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(await RoundAsync(known, cancellationToken), time, cancellationToken);
        }
    }

    /// <summary>Asks once for all that there may be; returns how long to wait before the next time.</summary>
    public async Task<TimeSpan> RoundAsync(KnownArrivals known, CancellationToken cancellationToken)
    {
        // So that those who were started together do not ask together for ever.
        var pause = schedule.Interval * (1 + (0.1 * Random.Shared.NextDouble()));
        try
        {
            var listing = await tries.AskAsync(remote.ListAsync, cancellationToken);
            if (listing.WasAsked)
            {
                fetcher.Count(PollOutcome.Unchanged);
            }

            fetcher.Keep(listing.Files.Select(file => file.Address));
            var failed = false;
            foreach (var file in listing.Files)
            {
                failed |= !(await fetcher.FetchAsync(file, known, cancellationToken)).Succeeded;
            }

            if (!failed)
            {
                fetcher.Recover();
            }
        }
        catch (RemoteException busy) when (busy.RetryAfter is { } wait)
        {
            fetcher.Count(PollOutcome.Deferred);
            fetcher.Fail(Listing, busy);
            pause = TimeSpan.FromTicks(Math.Max(pause.Ticks, Math.Min(wait.Ticks, LongestPause.Ticks)));
        }
        catch (BrokenCircuitException open)
        {
            // Nothing was asked: what failed before stands.
            pause = open.RetryAfter is { } wait && wait > pause ? wait : pause;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            fetcher.Count(exception);
            fetcher.Fail(Listing, exception);
        }

        return pause;
    }
}
