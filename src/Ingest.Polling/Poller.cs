using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Slams.Formats.Content;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;

namespace Slams.Ingest.Polling;

/// <summary>Asks one server again and again, and lets what it has that was not fetched yet appear in the spool.</summary>
/// <param name="source">Name of the source that reads it.</param>
/// <param name="schedule">When it asks.</param>
/// <param name="remote">The server.</param>
/// <param name="tries">How it asks.</param>
/// <param name="spool">Where files go.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For messages.</param>
internal sealed partial class Poller(
    string source, PollSchedule schedule, IRemote remote, RemoteTries tries, Spool spool, PollMetrics metrics, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    // Only spares answers: without it a version is known by its name, or by its content.
    private readonly Dictionary<string, Validators> _said = new(StringComparer.Ordinal);
    private bool _failing;

    /// <summary>Asks until it is told to end.</summary>
    public async Task RunAsync(KnownArrivals known, CancellationToken cancellationToken)
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
        var failed = false;
        try
        {
            var listing = await tries.AskAsync(remote.ListAsync, cancellationToken);
            if (listing.WasAsked)
            {
                Count(PollOutcome.Unchanged);
            }

            foreach (var gone in _said.Keys.Except(listing.Files.Select(file => file.Address)).ToArray())
            {
                _said.Remove(gone);
            }

            foreach (var file in listing.Files)
            {
                failed |= !await FetchAsync(file, known, cancellationToken);
            }
        }
        catch (RemoteException busy) when (busy.RetryAfter is { } wait)
        {
            Count(PollOutcome.Deferred);
            failed = Fail(null, busy);
            pause = TimeSpan.FromTicks(Math.Max(pause.Ticks, Math.Min(wait.Ticks, LongestPause.Ticks)));
        }
        catch (BrokenCircuitException open)
        {
            // Nothing was asked: what failed before stands.
            failed = true;
            pause = open.RetryAfter is { } wait && wait > pause ? wait : pause;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Count(exception is RemoteException { IsFinal: true } ? PollOutcome.Refused : PollOutcome.Failed);
            failed = Fail(null, exception);
        }

        if (_failing && !failed)
        {
            _failing = false;
            LogRecovered(source, schedule.Name);
        }

        return pause;
    }

    /// <summary>Fetches a file, if it is another than before. False when that has failed, and others may be tried.</summary>
    private async Task<bool> FetchAsync(RemoteFile file, KnownArrivals known, CancellationToken cancellationToken)
    {
        var address = Arrival.HashOf(file.Address);
        if (file.Version is { } listed && known.HasVersion(address, Arrival.HashOf(listed)))
        {
            return true;
        }

        try
        {
            var (outcome, bytes) = await tries.AskAsync(token => TryAsync(file, address, known, token), cancellationToken);
            Count(outcome, bytes);
            return true;
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && exception is not (BrokenCircuitException or RemoteException { RetryAfter: not null }))
        {
            Count(exception is RemoteException { IsFinal: true } ? PollOutcome.Refused : PollOutcome.Failed);
            Fail(file.Name, exception);
            return false;
        }
    }

    private async Task<(PollOutcome Outcome, long Bytes)> TryAsync(RemoteFile file, string address, KnownArrivals known, CancellationToken cancellationToken)
    {
        using var answer = await remote.AskAsync(file, _said.GetValueOrDefault(file.Address), cancellationToken);
        if (!answer.IsThere)
        {
            return (PollOutcome.Absent, 0);
        }

        if (answer.Content is not { } content)
        {
            Note(file.Version);
            return (PollOutcome.Unchanged, 0);
        }

        var version = file.Version ?? answer.Said?.Version;
        if (version is not null && known.HasVersion(address, Arrival.HashOf(version)))
        {
            // The server has not looked at what it was asked, or was not asked: a process before had it.
            _said[file.Address] = answer.Said!;
            return (PollOutcome.Unchanged, 0);
        }

        SpooledFile written;
        try
        {
            written = await spool.WriteAsync(file.Name, content, answer.Said?.Length, cancellationToken);
        }
        catch (RemoteException)
        {
            // It will not be smaller the next time.
            _said[file.Address] = answer.Said!;
            Note(version);
            throw;
        }

        using (written)
        {
            if (written.Bytes == 0)
            {
                // Whoever writes it has not begun.
                return (PollOutcome.Absent, 0);
            }

            var isNew = !known.HasContent(address, written.Content);
            if (isNew)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var now = time.GetUtcNow();
                var (arrival, name) = known.Missed(address, written.Content)
                    ?? (new Arrival(spool.Stamp(now), address, version is null ? written.Content : Arrival.HashOf(version), written.Content), file.Name);
                spool.Place(written, arrival, name, answer.Said?.Modified ?? now);
                known.Add(arrival);
                LogFetched(source, schedule.Name, name, written.Bytes);
            }

            _said[file.Address] = answer.Said!;
            Note(version);
            return isNew ? (PollOutcome.New, written.Bytes) : (PollOutcome.Unchanged, 0);
        }

        void Note(string? called)
        {
            if (called is not null)
            {
                known.AddVersion(address, Arrival.HashOf(called));
            }
        }
    }

    private void Count(PollOutcome outcome, long bytes = 0) => metrics.Asked(source, outcome, bytes, time.GetUtcNow());

    /// <summary>Says once that the server fails, until it does no longer.</summary>
    private bool Fail(string? file, Exception exception)
    {
        if (!_failing)
        {
            _failing = true;
            // Some of it may be the server's words.
            LogFailing(source, schedule.Name, file ?? "listing", Printable.Of(exception.Message));
        }

        return true;
    }

    [LoggerMessage(1021, LogLevel.Debug, "{Source}: {Server} has brought {File}, {Bytes} bytes")]
    private partial void LogFetched(string source, string server, string file, long bytes);

    [LoggerMessage(1022, LogLevel.Warning, "{Source}: {Server} does not give {File} and is asked again: {Reason}")]
    private partial void LogFailing(string source, string server, string file, string reason);

    [LoggerMessage(1023, LogLevel.Information, "{Source}: {Server} gives what it is asked for again")]
    private partial void LogRecovered(string source, string server);
}
