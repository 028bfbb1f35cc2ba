using System.Net;
using Microsoft.Extensions.Logging;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Hosting.Security;
using Slams.Ingest.Polling.Http;
using Slams.Ingest.Polling.RawTopics;
using Slams.Ingest.Polling.S3;
using Slams.Ingest.Polling.Wis2;
using Slams.ObjectStorage;
using Slams.Streaming.Log;

namespace Slams.Ingest.Polling;

/// <summary>Makes what fetches the files of sources, by their settings, and owns its connections.</summary>
public sealed class PollingFeeds(IEventLog log, PipelineMetrics metrics, Circuits circuits, TimeProvider time, ILogger<PollingFeeds> logger) : IDisposable
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

        return new PollingFeed(source, spool, poll.Keep, [.. Bringers(source, section, poll, spool)], time, logger);
    }

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(one => one.Dispose());

    private IEnumerable<IBringer> Bringers(string source, string section, PollOptions poll, Spool spool)
    {
        var http = poll.Http.Count + poll.Mqtt.Count == 0 ? null : new HttpFiles(Client(section, poll), time);
        foreach (var server in poll.Http)
        {
            yield return Poll(server, new HttpRemote(server, http!, time));
        }

        foreach (var server in poll.S3)
        {
            var client = S3Connections.Make(StoreOf(server), new BoundedListings());
            _owned.Add(client);
            yield return Poll(server, new S3Remote(server, client, time));
        }

        foreach (var broker in poll.Mqtt)
        {
            // Whose files a broker tells of is no one server; and it tells once.
            var tries = new RemoteTries("", broker, null, time, untilDeadline: true);
            var files = new NoticeFiles(http!);
            yield return new Subscription(
                source, broker, Tries(broker), [.. Enumerable.Range(0, broker.Downloads).Select(_ => Fetch(broker, files, tries))], time, logger);
        }

        foreach (var topic in poll.Topics)
        {
            yield return new RawTopic(source, topic, log, Fetch(topic, new RawFiles(), new RemoteTries("", topic, null, time)), time, logger);
        }

        Poller Poll(PollSchedule schedule, IRemote remote)
        {
            var tries = Tries(schedule);
            return new Poller(schedule, remote, tries, Fetch(schedule, remote, tries), time);
        }

        RemoteTries Tries(ServerOptions server) => new($"poll:{source}:{server.Name}", server, circuits, time);

        Fetcher Fetch(ServerOptions server, IFileServer files, RemoteTries tries) => new(source, server.Name, files, tries, spool, metrics.Polls, time, logger);
    }

    /// <summary>The store of a source's settings.</summary>
    internal static S3Store StoreOf(S3PollOptions options) => new(options.Endpoint, options.Region)
    {
        ForcePathStyle = options.ForcePathStyle,
        Timeout = options.Timeout,
        Anonymous = options.Anonymous,
        AccessKeyId = options.AccessKeyId,
        SecretAccessKey = options.SecretAccessKey,
    };

    private HttpClient Client(string section, PollOptions poll)
    {
        var connector = new GuardedConnector(
            [.. poll.AllowedNetworks.Select(network => IPNetwork.Parse(network))], $"{section}:{nameof(IngestOptions.Poll)}:{nameof(poll.AllowedNetworks)}");
        // Whoever asks says how long it may take.
        var client = new HttpClient(connector.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _owned.Add(client);
        return client;
    }
}
