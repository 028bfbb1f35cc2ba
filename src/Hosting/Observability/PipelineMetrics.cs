using Prometheus;
using Slams.Core.Observations;

namespace Slams.Hosting.Observability;

/// <summary>
/// Metrics of ingest and assimilation, declared directly with prometheus-net: its bridge from .NET meters would drop a series
/// five minutes after its last update, which six-hourly cycles never outlive.
/// </summary>
public sealed class PipelineMetrics
{
    private readonly Counter _received, _rejected, _deadLetters, _late, _cycles;
    private readonly Histogram _cycleSeconds, _stageSeconds;
    private readonly Gauge _lastPoll, _openWindows, _watermark;

    /// <summary>Registers the metrics.</summary>
    public PipelineMetrics(CollectorRegistry registry)
    {
        var make = Metrics.WithCustomRegistry(registry);
        _received = make.CreateCounter("slams_obs_received_total", "Readings and frames read.", "source");
        _rejected = make.CreateCounter("slams_obs_rejected_total", "Readings and frames flagged.", "source", "reason");
        _deadLetters = make.CreateCounter("slams_dead_letters_total", "Lines, files and messages that could not be read.", "source");
        _late = make.CreateCounter("slams_obs_late_total", "Observations that came after their cycle was closed.");
        _cycles = make.CreateCounter("slams_cycles_total", "Cycles by outcome.", "outcome");
        _cycleSeconds = make.CreateHistogram("slams_cycle_duration_seconds", "Time from a closed window to its committed analysis.",
            new HistogramConfiguration { Buckets = [0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600] });
        _stageSeconds = make.CreateHistogram("slams_cycle_stage_seconds", "Time per stage of a cycle.", ["stage"],
            new HistogramConfiguration { Buckets = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300] });
        _lastPoll = make.CreateGauge("slams_last_poll_timestamp_seconds", "When the log was last polled.");
        _openWindows = make.CreateGauge("slams_windows_open", "Windows that still take observations.");
        _watermark = make.CreateGauge("slams_watermark_timestamp_seconds", "Event time up to which observations are expected to be complete.");
        foreach (var source in new[] { "stations", "satellite" })
        {
            ForSource(source);
        }

        foreach (var outcome in new[] { "ok", "empty", "failed" })
        {
            _cycles.WithLabels(outcome);
        }
    }

    /// <summary>The counters of one source, all of its series present from the start.</summary>
    public SourceMetrics ForSource(string source) => new(
        _received.WithLabels(source), _deadLetters.WithLabels(source),
        Enum.GetValues<QualityFlag>().ToDictionary(flag => flag, flag => _rejected.WithLabels(source, flag.ToString())));

    /// <summary>Observations were late.</summary>
    public void Late(long count) => _late.Inc(count);

    /// <summary>A cycle was committed.</summary>
    public void Cycle(string outcome, TimeSpan duration, IReadOnlyDictionary<string, double> stages)
    {
        _cycles.WithLabels(outcome).Inc();
        _cycleSeconds.Observe(duration.TotalSeconds);
        foreach (var (stage, seconds) in stages)
        {
            _stageSeconds.WithLabels(stage).Observe(seconds);
        }
    }

    /// <summary>State of the assimilator's windows.</summary>
    public void Windows(int open, DateTimeOffset? watermark, DateTimeOffset lastPoll)
    {
        _openWindows.Set(open);
        _lastPoll.Set(lastPoll.ToUnixTimeMilliseconds() / 1000.0);
        if (watermark is { } time)
        {
            _watermark.Set(time.ToUnixTimeMilliseconds() / 1000.0);
        }
    }
}
