using Microsoft.Extensions.Logging;
using Slams.Core.Windows;
using Slams.Hosting.Leadership;

namespace Slams.Hosting.Ingest;

/// <summary>Reads a source of a host to its end: as a whole, by one instance of several, or in shares, by all of them.</summary>
public sealed class SourceReading
{
    private readonly IngestServices _services;
    private readonly IReadOnlyList<SourceShare> _shares;
    private readonly IngestRunner[] _runners;
    private readonly IngestOptions _options;
    private readonly string _worker;
    private readonly Func<SourceShare, IIngestSource> _open;

    /// <summary>Makes a reading.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="worker">Who reads, for messages.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="windows">When windows close.</param>
    /// <param name="open">Opens a share. A source remembers what it has read: each reading has one of its own.</param>
    /// <param name="logger">For messages.</param>
    /// <param name="feed">Brings files while they are read; null for nobody.</param>
    public SourceReading(
        IngestServices services, string worker, string source, IngestOptions options, WindowOptions windows, Func<SourceShare, IIngestSource> open, ILogger logger,
        IInputFeed? feed = null)
    {
        (_services, _worker, _options, _open) = (services, worker, options, open);
        _shares = SourceShare.All(source, options);
        _runners =
        [
            .. _shares.Select(_ => new IngestRunner(services.Log, services.Topics, windows, options, services.Metrics, services.Time, logger)
            {
                Counts = Counts,
                Appended = () => services.Connection.Succeeded(worker),
                Feed = feed,
            }),
        ];
    }

    /// <summary>What has been read.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>Reads; goes on after failures of the log.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_services.First.Select(first => first.Started)).WaitAsync(cancellationToken);
        await _services.Connection.RunAsync(_worker, token => _shares.Count == 1 ? WholeAsync(token) : SharesAsync(token), cancellationToken);
    }

    private Task WholeAsync(CancellationToken cancellationToken) =>
        _services.Single.RunAsync(_worker, _shares[0].Source, held => _runners[0].RunAsync(_open(_shares[0]), held), cancellationToken);

    private async Task SharesAsync(CancellationToken cancellationToken)
    {
        var first = _open(_shares[0]);
        var ends = new ShareEnds(_services.Log, first.Topic, _shares);
        var work = new SharedWork(
            token => AnnounceAsync(first.Topic, first.Partitions, token), (share, held, lost) => _runners[share].RunAsync(_open(_shares[share]), held, lost), ends.FindAsync);
        await _services.Shared.RunAsync(_worker, _shares[0].Source, _shares.Count, work, cancellationToken);
        Counts.Ended = true;
    }

    private async Task AnnounceAsync(string topic, int partitions, CancellationToken cancellationToken)
    {
        await _services.Log.EnsureTopicAsync(topic, partitions, cancellationToken);
        await ShareAnnouncement.TellAsync(_services.Log, topic, _shares, _options, cancellationToken);
    }
}
