using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Slams.Formats.Content;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;

namespace Slams.Ingest.Polling;

/// <summary>Lets the files of one server that were not fetched yet appear in the spool. Used by one at a time.</summary>
/// <param name="source">Name of the source that reads it.</param>
/// <param name="server">Name of the server, for messages.</param>
/// <param name="remote">The server itself.</param>
/// <param name="tries">How it is asked.</param>
/// <param name="spool">Where files go.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For messages.</param>
internal sealed partial class Fetcher(
    string source, string server, IFileServer remote, RemoteTries tries, Spool spool, PollMetrics metrics, TimeProvider time, ILogger logger)
{
    // Only spares answers: without it a version is known by its name, or by its content.
    private readonly Dictionary<string, Validators> _said = new(StringComparer.Ordinal);
    private bool _failing;

    /// <summary>Forgets what was said of files that are not among these.</summary>
    public void Keep(IEnumerable<string> addresses)
    {
        foreach (var gone in _said.Keys.Except(addresses).ToArray())
        {
            _said.Remove(gone);
        }
    }

    /// <summary>Fetches a file, if it is another than before.</summary>
    /// <exception cref="BrokenCircuitException">The server has failed too often, and was not asked.</exception>
    /// <exception cref="RemoteException">It asks to be left alone.</exception>
    /// <exception cref="SpoolException">There is no room for it here.</exception>
    public async Task<Fetched> FetchAsync(RemoteFile file, KnownArrivals known, CancellationToken cancellationToken)
    {
        var address = Arrival.HashOf(file.Address);
        if (file.Version is { } listed && known.HasVersion(address, Arrival.HashOf(listed), out var path))
        {
            return new Fetched(true, path);
        }

        try
        {
            (var outcome, var bytes, path) = await tries.AskAsync(token => TryAsync(file, address, known, token), cancellationToken);
            Count(outcome, bytes);
            return new Fetched(true, path);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && exception is not (BrokenCircuitException or SpoolException or RemoteException { RetryAfter: not null }))
        {
            Count(exception);
            Fail(file.Name, exception);
            return new Fetched(false, null) { IsRefused = exception is RemoteException { IsFinal: true } };
        }
    }

    private async Task<(PollOutcome Outcome, long Bytes, string? Path)> TryAsync(RemoteFile file, string address, KnownArrivals known, CancellationToken cancellationToken)
    {
        using var answer = await remote.AskAsync(file, _said.GetValueOrDefault(file.Address), cancellationToken);
        if (!answer.IsThere)
        {
            return (PollOutcome.Absent, 0, null);
        }

        if (answer.Content is not { } content)
        {
            Note(file.Version, null);
            return (PollOutcome.Unchanged, 0, null);
        }

        var version = file.Version ?? answer.Said?.Version;
        if (version is not null && known.HasVersion(address, Arrival.HashOf(version), out var path))
        {
            // The server has not looked at what it was asked, or was not asked: a process before had it.
            Remember(answer.Said);
            return (PollOutcome.Unchanged, 0, path);
        }

        SpooledFile written;
        try
        {
            written = await spool.WriteAsync(file.Name, content, answer.Said?.Length, cancellationToken);
        }
        catch (RemoteException)
        {
            // It will not be smaller the next time.
            Remember(answer.Said);
            Note(version, null);
            throw;
        }

        using (written)
        {
            if (written.Bytes == 0)
            {
                // Whoever writes it has not begun.
                return (PollOutcome.Absent, 0, null);
            }

            var isNew = !known.HasContent(address, written.Content, out path);
            if (isNew)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var now = time.GetUtcNow();
                var (arrival, name) = known.Missed(address, written.Content)
                    ?? (new Arrival(spool.Stamp(now), address, version is null ? written.Content : Arrival.HashOf(version), written.Content), file.Name);
                path = spool.Place(written, arrival, name, answer.Said?.Modified ?? now);
                known.Come(arrival, path);
                LogFetched(source, server, name, written.Bytes);
            }

            Remember(answer.Said);
            Note(version, path);
            return isNew ? (PollOutcome.New, written.Bytes, path) : (PollOutcome.Unchanged, 0, path);
        }

        void Remember(Validators? said)
        {
            if (said is not null && !file.ComesOnce)
            {
                _said[file.Address] = said;
            }
        }

        void Note(string? called, string? where)
        {
            if (called is not null)
            {
                known.AddVersion(address, Arrival.HashOf(called), where);
            }
        }
    }

    /// <summary>Counts what came of asking.</summary>
    public void Count(PollOutcome outcome, long bytes = 0) => metrics.Asked(source, outcome, bytes, time.GetUtcNow());

    /// <summary>Counts an answer that is none.</summary>
    public void Count(Exception exception) => Count(exception is RemoteException { IsFinal: true } ? PollOutcome.Refused : PollOutcome.Failed);

    /// <summary>Says once that the server fails, until it does no longer.</summary>
    public void Fail(string what, Exception exception)
    {
        if (!_failing)
        {
            _failing = true;
            // Some of it may be the server's words.
            LogFailing(source, server, what, Printable.Of(exception.Message));
        }
    }

    /// <summary>Says that it does no longer, if it did.</summary>
    public void Recover()
    {
        if (_failing)
        {
            _failing = false;
            LogRecovered(source, server);
        }
    }

    [LoggerMessage(1021, LogLevel.Debug, "{Source}: {Server} has brought {File}, {Bytes} bytes")]
    private partial void LogFetched(string source, string server, string file, long bytes);

    [LoggerMessage(1022, LogLevel.Warning, "{Source}: {Server} does not give {File} and is asked again: {Reason}")]
    private partial void LogFailing(string source, string server, string file, string reason);

    [LoggerMessage(1023, LogLevel.Information, "{Source}: {Server} gives what it is asked for again")]
    private partial void LogRecovered(string source, string server);
}
