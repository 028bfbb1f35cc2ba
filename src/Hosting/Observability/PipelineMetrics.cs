using Prometheus;
using Slams.Core.Observations;

namespace Slams.Hosting.Observability;

/// <summary>
/// Metrics of ingest and assimilation, declared directly with prometheus-net: its bridge from .NET meters would drop a series
/// five minutes after its last update, which six-hourly cycles never outlive.
/// </summary>
public sealed class PipelineMetrics
{
    /// <summary>Source of dead letters that were found in the log itself.</summary>
    public const string LogSource = "log";

    private readonly Counter _received, _rejected, _deadLetters, _late, _cycles, _logFailures;
    private readonly Histogram _cycleSeconds, _stageSeconds;
    private readonly Gauge _lastPoll, _openWindows, _watermark, _logUp, _assimilatorActive, _ingestActive, _holding, _ahead;
    private volatile Func<DateTimeOffset?>? _poll;

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
        _logUp = make.CreateGauge("slams_log_up", "1 while the event log answers, 0 while it does not.");
        _logFailures = make.CreateCounter("slams_log_failures_total", "Failed calls of the event log.");
        _assimilatorActive = make.CreateGauge("slams_assimilator_active", "1 while this instance assimilates, 0 while it stands by.");
        _ingestActive = make.CreateGauge("slams_ingest_active", "1 while this instance reads the source, 0 while it stands by or has ended.", "source");
        _holding = make.CreateGauge("slams_window_observations_in_memory", "Observations in open windows, and in closed ones that may be revised.");
        _ahead = make.CreateGauge("slams_partitions_paused", "Input partitions not read for now because they are far ahead of the others.");
        _logUp.Set(1);
        _deadLetters.WithLabels(LogSource);
        Accounting = new WindowMetrics(make);
        // Asked when scraped: during a long analysis nobody would set it.
        registry.AddBeforeCollectCallback(() =>
        {
            if (_poll?.Invoke() is { } poll)
            {
                _lastPoll.Set(poll.ToUnixTimeMilliseconds() / 1000.0);
            }
        });
        foreach (var source in new[] { "stations", "satellite" })
        {
            ForSource(source);
            _ingestActive.WithLabels(source);
        }

        foreach (var outcome in new[] { "ok", "empty", "revised", "failed" })
        {
            _cycles.WithLabels(outcome);
        }
    }

    /// <summary>What became of the observations that were read.</summary>
    public WindowMetrics Accounting { get; }

    /// <summary>Something in the log could not be read.</summary>
    public void DeadLetter(string source) => _deadLetters.WithLabels(source).Inc();

    /// <summary>Whether the log answers.</summary>
    public void LogIsUp(bool up) => _logUp.Set(up ? 1 : 0);

    /// <summary>Whether this instance assimilates.</summary>
    public void AssimilatorIsActive(bool active) => _assimilatorActive.Set(active ? 1 : 0);

    /// <summary>Whether this instance reads a source.</summary>
    public void IngestIsActive(string source, bool active) => _ingestActive.WithLabels(source).Set(active ? 1 : 0);

    /// <summary>A call of the log has failed.</summary>
    public void LogFailed() => _logFailures.Inc();

    /// <summary>Where to ask for the time of the last poll.</summary>
    public void FollowPoll(Func<DateTimeOffset?> lastPoll) => _poll = lastPoll;

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
    public void Windows(int open, DateTimeOffset? watermark)
    {
        _openWindows.Set(open);
        if (watermark is { } time)
        {
            _watermark.Set(time.ToUnixTimeMilliseconds() / 1000.0);
        }
    }

    /// <summary>What the windows hold in memory, and how many partitions are paused to bound it.</summary>
    public void Holding(long observations, int paused)
    {
        _holding.Set(observations);
        _ahead.Set(paused);
    }
}
