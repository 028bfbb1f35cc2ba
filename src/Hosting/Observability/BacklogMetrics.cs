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
    private readonly Dictionary<string, InputBacklog> _followed = new(StringComparer.Ordinal);
    private readonly Gauge _files, _bytes;
    private Task _counting = Task.CompletedTask;

    public BacklogMetrics(MetricFactory make, CollectorRegistry registry)
    {
        _files = make.CreateGauge("slams_ingest_waiting_files", "Files of the source that are there and not read to their end; 0 where another instance reads it.", "source");
        _bytes = make.CreateGauge("slams_ingest_waiting_bytes", "Bytes of the files of the source that are there and not read to their end.", "source");
        foreach (var source in IngestMetrics.Formats.Keys)
        {
            Set(source, (0, 0));
        }

        registry.AddBeforeCollectCallback(AskAsync);
    }

    /// <summary>Whose files are counted from now on; null for nobody's.</summary>
    public void Follow(string source, InputBacklog? backlog)
    {
        lock (_gate)
        {
            if (backlog is not null)
            {
                _followed[source] = backlog;
            }
            else if (_followed.Remove(source))
            {
                Set(source, (0, 0));
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
        KeyValuePair<string, InputBacklog>[] followed;
        lock (_gate)
        {
            followed = [.. _followed];
        }

        foreach (var (source, backlog) in followed)
        {
            var waiting = backlog.Count();
            lock (_gate)
            {
                if (_followed.GetValueOrDefault(source) == backlog)
                {
                    Set(source, waiting);
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
