using System.Net;
using Microsoft.Extensions.Logging;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Hosting.Security;
using Slams.Ingest.Polling.Http;
using Slams.Ingest.Polling.S3;

namespace Slams.Ingest.Polling;

/// <summary>Makes what fetches the files of sources, by their settings, and owns its connections.</summary>
public sealed class PollingFeeds(PipelineMetrics metrics, Circuits circuits, TimeProvider time, ILogger<PollingFeeds> logger) : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly HashSet<string> _spools = new(StringComparer.Ordinal);

    /// <summary>What fetches the files of a source; null where nothing is fetched.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="section">Its section of the configuration.</param>
    /// <param name="options">Its settings.</param>
    /// <exception cref="InvalidDataException">The spool cannot be used, or is that of another source.</exception>
    public IInputFeed? Of(string source, string section, IngestOptions options)
    {
        var poll = options.Poll;
        if (!poll.HasSources())
        {
            return null;
        }

        var spool = new Spool(poll.Spool, poll.MaxBytes);
        if (!_spools.Add(spool.Folder))
        {
            throw new InvalidDataException($"{section}:{nameof(options.Poll)}:{nameof(poll.Spool)}: another source has it; each needs one of its own.");
        }

        try
        {
            // The instance that is active may be writing there while this one stands by.
            spool.Make();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{section}:{nameof(options.Poll)}:{nameof(poll.Spool)}: {exception.Message}", exception);
        }

        return new PollingFeed(source, spool, poll.Keep, [.. Remotes(section, poll).Select(Make)], time, logger);

        Poller Make((PollSchedule Schedule, IRemote Remote) one) => new(
            source, one.Schedule, one.Remote, new RemoteTries($"poll:{source}:{one.Schedule.Name}", one.Schedule, circuits, time), spool, metrics.Polls, time, logger);
    }

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(one => one.Dispose());

    private IEnumerable<(PollSchedule Schedule, IRemote Remote)> Remotes(string section, PollOptions poll)
    {
        if (poll.Http.Count > 0)
        {
            var connector = new GuardedConnector(
                [.. poll.AllowedNetworks.Select(network => IPNetwork.Parse(network))], $"{section}:{nameof(IngestOptions.Poll)}:{nameof(poll.AllowedNetworks)}");
            // Whoever asks says how long it may take.
            var client = new HttpClient(connector.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
            _owned.Add(client);
            foreach (var http in poll.Http)
            {
                yield return (http, new HttpRemote(http, client, time));
            }
        }

        foreach (var s3 in poll.S3)
        {
            var client = S3Connections.Make(s3);
            _owned.Add(client);
            yield return (s3, new S3Remote(s3, client, time));
        }
    }
}
