using System.Net;
using Microsoft.Extensions.Logging;
using Prometheus;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Hosting.Security;
using Slams.Ingest.Polling;
using Slams.Ingest.Polling.Http;
using Slams.Ingest.Polling.RawTopics;
using Slams.Ingest.Polling.Wis2;
using Slams.Streaming.Log;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Polling;

/// <summary>A poller of a web server with a spool of its own, and what became of what it was given.</summary>
internal sealed class PollBench : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly HttpClient _client;
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    private PollBench(FileServer server, TimeProvider clock, string network)
    {
        (Server, Clock) = (server, clock);
        Pipeline = new PipelineMetrics(_registry);
        Circuits = new Circuits(clock);
        _client = new HttpClient(new GuardedConnector([IPNetwork.Parse(network)], "Stations:Poll:AllowedNetworks").CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        Spool = NewSpool();
    }

    public FileServer Server { get; }

    private HttpFiles Http => new(_client, Clock);

    public TimeProvider Clock { get; }

    public PipelineMetrics Pipeline { get; }

    public Circuits Circuits { get; }

    public Messages Logger { get; } = new();

    public Spool Spool { get; private set; }

    public string Folder => Spool.Folder;

    public KnownArrivals Known { get; set; } = null!;

    public InputBacklog Backlog { get; private set; } = null!;

    /// <summary>Whether what is in the spool is read into the log at once.</summary>
    public bool Reads { get; set; } = true;

    public long MaxBytes { get; init; } = 1 << 20;

    public static async Task<PollBench> StartAsync(TimeProvider? clock = null, string network = "127.0.0.0/8", long maxBytes = 1 << 20)
    {
        var bench = new PollBench(await FileServer.StartAsync(), clock ?? new HastyClock(), network) { MaxBytes = maxBytes };
        bench.Restart([]);
        return bench;
    }

    /// <summary>A poller of a path of the server.</summary>
    public Poller Poll(string path, Action<HttpPollOptions>? configure = null)
    {
        var options = new HttpPollOptions { Name = "one", Url = Server.Address + path, Interval = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        return Poll(options, new HttpRemote(options, Http, Clock));
    }

    /// <summary>A poller of whatever else.</summary>
    public Poller Poll(PollSchedule options, IRemote remote, string circuit = "poll:stations:one")
    {
        var tries = new RemoteTries(circuit, options, Circuits, Clock);
        return new Poller(options, remote, tries, Fetch(options, remote, tries), Clock);
    }

    /// <summary>A subscription to a broker, with two fetchers.</summary>
    public Subscription Listen(MqttOptions options)
    {
        var (files, tries) = (new NoticeFiles(Http), new RemoteTries("", options, null, Clock, untilDeadline: true));
        return new Subscription(
            "stations", options, new RemoteTries("poll:stations:broker", options, Circuits, Clock), [Fetch(options, files, tries), Fetch(options, files, tries)], Clock, Logger);
    }

    /// <summary>A reader of a topic.</summary>
    public RawTopic Read(RawTopicOptions options, IEventLog log, Action<IReadOnlyList<LogPosition>> committed) =>
        new("stations", options, log, Fetch(options, new RawFiles(), new RemoteTries("", options, null, Clock)), Clock, Logger) { Committed = committed };

    /// <summary>Polls so many times.</summary>
    public async Task RoundsAsync(Poller poller, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await poller.RoundAsync(Known, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What is known to a process that begins now.</summary>
    /// <param name="told">Files of which the log tells.</param>
    /// <param name="unread">Those of them that were not read to their end.</param>
    /// <param name="emptied">Whether the spool has gone with the process before.</param>
    public void Restart(IReadOnlyList<string> told, IReadOnlyList<string>? unread = null, bool emptied = false)
    {
        if (emptied)
        {
            Directory.Delete(Folder, recursive: true);
        }

        Spool = NewSpool();
        Backlog = new InputBacklog([Folder], followLinks: false);
        Backlog.Know(file => told.Contains(file) && unread?.Contains(file) != true);
        Known = new KnownArrivals(told, file => unread?.Contains(file) != true, Spool) { Arrived = Come };
        if (Reads)
        {
            Files().ToList().ForEach(Read);
        }
    }

    /// <summary>Reads a file of the spool into the log, as a source does.</summary>
    public void Read(string path)
    {
        Backlog.Read(path);
        Backlog.Appended(Backlog.TakeRead());
    }

    private void Come(string path)
    {
        Backlog.Arrived(path);
        if (Reads)
        {
            Read(path);
        }
    }

    /// <summary>Files in the spool, as a source sees them.</summary>
    public IReadOnlyList<string> Files() =>
        [.. InputFiles.List(Folder, followLinks: false).Select(file => file.Path).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Contents() => [.. Files().Select(File.ReadAllText)];

    /// <summary>Whatever is in the spool, hidden or not.</summary>
    public int Entries() => Directory.GetFileSystemEntries(Folder).Length;

    /// <summary>Polls that came to something, for example <c>new 1, unchanged 2</c>.</summary>
    public async Task<string> OutcomesAsync()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        const string begin = "slams_source_polls_total{source=\"stations\",outcome=\"";
        return string.Join(", ", System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n')
            .Where(line => line.StartsWith(begin, StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal))
            .Select(line => line[begin.Length..].Replace("\"}", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private Fetcher Fetch(ServerOptions server, IFileServer files, RemoteTries tries) => new("stations", server.Name, files, tries, Spool, Pipeline.Polls, Clock, Logger);

    private Spool NewSpool()
    {
        var spool = new Spool(_folder["spool"], MaxBytes);
        spool.Open();
        return spool;
    }

    internal sealed class Messages : ILogger
    {
        public List<(int Event, string Text)> Written { get; } = [];

        /// <summary>Called after each.</summary>
        public Action? Added { get; set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Written)
            {
                Written.Add((eventId.Id, formatter(state, exception)));
            }

            Added?.Invoke();
        }
    }
}
