using Prometheus;
using Slams.Hosting.Ingest;

namespace Slams.Hosting.Observability;

/// <summary>
/// Files that wait to be read, by source, counted when scraped. A share that does not answer holds up nothing else: what was counted last is
/// told then.
/// </summary>
internal sealed class BacklogMetrics
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<SourceShare, InputBacklog> _followed = [];
    private readonly Gauge _files, _bytes;
    private Task _counting = Task.CompletedTask;

    public BacklogMetrics(MetricFactory make, CollectorRegistry registry)
    {
        _files = make.CreateGauge("slams_ingest_waiting_files", "Files of the source that are there and not read to their end; 0 where another instance reads it, and while the log is looked through for what was read.", "source");
        _bytes = make.CreateGauge("slams_ingest_waiting_bytes", "Bytes of the files of the source that are there and not read to their end.", "source");
        foreach (var source in IngestMetrics.Formats.Keys)
        {
            Set(source, (0, 0));
        }

        registry.AddBeforeCollectCallback(AskAsync);
    }

    /// <summary>Whose files are counted from now on; null for nobody's.</summary>
    public void Follow(SourceShare share, InputBacklog? backlog)
    {
        lock (_gate)
        {
            if (backlog is not null)
            {
                _followed[share] = backlog;
            }
            else if (_followed.Remove(share) && !_followed.Keys.Any(other => other.Source == share.Source))
            {
                Set(share.Source, (0, 0));
            }
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        Task counting;
        lock (_gate)
        {
            // The last one may still wait for its disk.
            counting = _counting = _counting.IsCompleted ? Task.Run(Count, CancellationToken.None) : _counting;
        }

        await Task.WhenAny(counting, Task.Delay(Patience, cancellationToken));
    }

    private void Count()
    {
        KeyValuePair<SourceShare, InputBacklog>[] followed;
        lock (_gate)
        {
            followed = [.. _followed];
        }

        foreach (var source in followed.GroupBy(one => one.Key.Source))
        {
            var counted = source.Select(one => (Share: one.Key, Backlog: one.Value, Waiting: one.Value.Count())).ToArray();
            lock (_gate)
            {
                // What has been given up meanwhile is another's.
                var still = counted.Where(one => _followed.GetValueOrDefault(one.Share) == one.Backlog).ToArray();
                if (still.Length > 0)
                {
                    Set(source.Key, (still.Sum(one => one.Waiting.Files), still.Sum(one => one.Waiting.Bytes)));
                }
            }
        }
    }

    private void Set(string source, (long Files, long Bytes) waiting)
    {
        _files.WithLabels(source).Set(waiting.Files);
        _bytes.WithLabels(source).Set(waiting.Bytes);
    }
}
