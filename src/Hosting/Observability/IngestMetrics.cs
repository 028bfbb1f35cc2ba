using Prometheus;

namespace Slams.Hosting.Observability;

/// <summary>Metrics of what ingest reads, by source.</summary>
internal sealed class IngestMetrics
{
    /// <summary>Sources with the formats that their readers know; what else shows up gets its series then.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Formats = new Dictionary<string, string[]>
    {
        ["stations"] = ["bufr", "csv", "madis", "sao", "isd-lite", "isd", "metar", "synop", "ghcnh", "global-hourly", "ndbc", "wis2-geojson", "igra", "temp"],
        ["satellite"] = ["cf-netcdf", "grib", "abi"],
    };

    private readonly Counter _received, _deadLetters;
    private readonly Histogram _age;
    private readonly Gauge _active, _lastRead, _newest;

    public IngestMetrics(MetricFactory make)
    {
        _received = make.CreateCounter("slams_obs_received_total", "Readings and frames read, by format of the file and verdict.", "source", "format", "flag");
        _deadLetters = make.CreateCounter("slams_dead_letters_total", "Records, files and messages that could not be read.", "source", "reason");
        _age = make.CreateHistogram("slams_obs_age_seconds", "Time from an observation to its reading.", ["source"],
            new HistogramConfiguration { Buckets = [60, 300, 600, 1800, 3600, 5400, 7200, 10800, 21600, 43200, 86400] });
        _active = make.CreateGauge("slams_ingest_active", "1 while this instance reads the source, and when it is stopped meanwhile; 0 while it stands by or has ended by itself.", "source");
        _lastRead = make.CreateGauge("slams_source_last_read_timestamp_seconds", "When the source last gave an observation, or when its reading began.", "source");
        _newest = make.CreateGauge("slams_source_newest_timestamp_seconds", "Time of the newest observation of the source.", "source");
        foreach (var source in Formats.Keys)
        {
            ForSource(source);
            _active.WithLabels(source);
        }
    }

    public Counter.Child DeadLetters(string source, string reason) => _deadLetters.WithLabels(source, reason);

    public void Active(string source, bool active, DateTimeOffset now)
    {
        _active.WithLabels(source).Set(active ? 1 : 0);
        if (active)
        {
            _lastRead.WithLabels(source).SetToTimeUtc(now);
        }
    }

    public SourceMetrics ForSource(string source)
    {
        var metrics = new SourceMetrics(
            (format, flag) => _received.WithLabels(source, format, flag), DeadLetters(source, "record"), DeadLetters(source, "file"),
            _age.WithLabels(source), _lastRead.WithLabels(source), _newest.WithLabels(source));
        Array.ForEach(Formats.GetValueOrDefault(source) ?? [], metrics.Expect);
        return metrics;
    }
}
