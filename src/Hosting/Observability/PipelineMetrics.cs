using Prometheus;
using Slams.Hosting.Ingest;

namespace Slams.Hosting.Observability;

/// <summary>
/// Metrics of ingest and assimilation, declared directly with prometheus-net: its bridge from .NET meters would drop a series
/// five minutes after its last update, which six-hourly cycles never outlive.
/// </summary>
public sealed class PipelineMetrics
{
    /// <summary>Source of dead letters that were found in the log itself.</summary>
    public const string LogSource = "log";

    private static readonly string[] OvertakenTopics = ["readings", "frames", "analyses"];

    private readonly Counter _late, _cycles, _logFailures, _overtaken;
    private readonly Counter.Child _unreadableMessages;
    private readonly Histogram _cycleSeconds, _stageSeconds;
    private readonly Gauge _lastPoll, _openWindows, _watermark, _newestInput, _eventTimeLag, _lag, _logUp, _assimilatorActive, _holding, _ahead;
    private readonly IngestMetrics _ingest;
    private readonly BacklogMetrics _backlog;
    private volatile Func<DateTimeOffset?>? _poll;
    private volatile Func<long?>? _unread;

    /// <summary>Registers the metrics.</summary>
    public PipelineMetrics(CollectorRegistry registry)
    {
        var make = Metrics.WithCustomRegistry(registry);
        var unset = new GaugeConfiguration { SuppressInitialValue = true };
        _ingest = new IngestMetrics(make);
        _backlog = new BacklogMetrics(make, registry);
        Polls = new PollMetrics(make);
        _late = make.CreateCounter("slams_obs_late_total", "Observations that missed the analysis of their cycle, by how that was found.", "reason");
        _cycles = make.CreateCounter("slams_cycles_total", "Cycles by outcome.", "outcome");
        _cycleSeconds = make.CreateHistogram("slams_cycle_duration_seconds", "Time from a closed window to its committed analysis.",
            new HistogramConfiguration { Buckets = [0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 1800, 3600, 10800] });
        _stageSeconds = CycleStages.Create(make);
        _lastPoll = make.CreateGauge("slams_last_poll_timestamp_seconds", "When the log was last polled.");
        _openWindows = make.CreateGauge("slams_windows_open", "Windows that still take observations.");
        _watermark = make.CreateGauge("slams_watermark_timestamp_seconds", "Event time up to which observations are expected to be complete.", unset);
        _newestInput = make.CreateGauge("slams_newest_input_timestamp_seconds", "Event time of the newest observation that the assimilator has read.", unset);
        _eventTimeLag = make.CreateGauge("slams_event_time_lag_seconds", "How far, in event time, the watermark is behind the newest observation read.");
        _lag = make.CreateGauge("slams_input_lag_records", "Records of readings and frames in the log that the assimilator has not read yet.");
        _logUp = make.CreateGauge("slams_log_up", "1 while the event log answers, 0 while it does not.");
        _logFailures = make.CreateCounter("slams_log_failures_total", "Failed calls of the event log.");
        _overtaken = make.CreateCounter("slams_log_overtaken_records_total", "Records that retention has removed from the log before this worker had read them.", "topic");
        _assimilatorActive = make.CreateGauge("slams_assimilator_active", "1 while this instance assimilates, 0 while it stands by; only of processes with an assimilator.", unset);
        _holding = make.CreateGauge("slams_window_observations_in_memory", "Observations in open windows, and in closed ones that may be revised.");
        _ahead = make.CreateGauge("slams_partitions_paused", "Input partitions not read for now because they are far ahead of the others.");
        _logUp.Set(1);
        _unreadableMessages = _ingest.DeadLetters(LogSource, "message");
        Accounting = new WindowMetrics(make);
        // Asked when scraped: during a long analysis nobody would set it.
        registry.AddBeforeCollectCallback(() =>
        {
            if (_poll?.Invoke() is { } poll)
            {
                _lastPoll.Set(poll.ToUnixTimeMilliseconds() / 1000.0);
            }

            if (_unread?.Invoke() is { } unread)
            {
                _lag.Set(unread);
            }
        });
        Array.ForEach(["ok", "empty", "revised", "failed"], outcome => _cycles.WithLabels(outcome));
        Array.ForEach(OvertakenTopics, topic => _overtaken.WithLabels(topic));
        Array.ForEach(LateReasons.All, reason => _late.WithLabels(reason));
    }

    /// <summary>What became of the observations that were read.</summary>
    public WindowMetrics Accounting { get; }

    /// <summary>What servers were asked for, and what they gave.</summary>
    public PollMetrics Polls { get; }

    /// <summary>A message of the log could not be read.</summary>
    public void UnreadableMessage() => _unreadableMessages.Inc();

    /// <summary>Whether the log answers.</summary>
    public void LogIsUp(bool up) => _logUp.Set(up ? 1 : 0);

    /// <summary>Whether this instance assimilates.</summary>
    public void AssimilatorIsActive(bool active) => _assimilatorActive.Set(active ? 1 : 0);

    /// <summary>Whether this instance reads a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="active">Whether it does.</param>
    /// <param name="now">The time: silence is counted from when the reading begins.</param>
    public void IngestIsActive(string source, bool active, DateTimeOffset now) => _ingest.Active(source, active, now);

    /// <summary>A call of the log has failed.</summary>
    public void LogFailed() => _logFailures.Inc();

    /// <summary>Retention has removed records before they were read.</summary>
    /// <param name="topic">Their topic, by its name with the prefix.</param>
    /// <param name="count">How many.</param>
    public void Overtaken(string topic, long count) => _overtaken.WithLabels(topic[(topic.LastIndexOf('.') + 1)..]).Inc(count);

    /// <summary>Where to ask for the time of the last poll, and for how many records are not read yet; null keeps what was told last.</summary>
    public void FollowReader(Func<DateTimeOffset?> lastPoll, Func<long?> unread) => (_poll, _unread) = (lastPoll, unread);

    /// <summary>Whose waiting files are told of a source; null for nobody's. Those of its shares are added up.</summary>
    public void FollowBacklog(SourceShare share, InputBacklog? backlog) => _backlog.Follow(share, backlog);

    /// <summary>The counters of one source, all of its series present from the start.</summary>
    public SourceMetrics ForSource(string source) => _ingest.ForSource(source);

    /// <summary>Observations were late.</summary>
    /// <param name="reason">One of <see cref="LateReasons"/>.</param>
    /// <param name="count">How many.</param>
    public void Late(string reason, long count) => _late.WithLabels(reason).Inc(count);

    /// <summary>A cycle was committed.</summary>
    public void Cycle(string outcome, TimeSpan duration, IReadOnlyDictionary<string, double> stages)
    {
        _cycles.WithLabels(outcome).Inc();
        _cycleSeconds.Observe(duration.TotalSeconds);
        foreach (var (stage, seconds) in stages)
        {
            Stage(stage, TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>A stage of a cycle has ended.</summary>
    public void Stage(string stage, TimeSpan duration) => _stageSeconds.WithLabels(stage).Observe(duration.TotalSeconds);

    /// <summary>State of the assimilator's windows.</summary>
    public void Windows(int open, DateTimeOffset? watermark)
    {
        _openWindows.Set(open);
        if (watermark is { } time)
        {
            _watermark.Set(time.ToUnixTimeMilliseconds() / 1000.0);
        }
    }

    /// <summary>How far the assimilator has come in event time.</summary>
    /// <param name="newest">Time of the newest observation read; null before the first.</param>
    /// <param name="watermark">Event time up to which all is expected to be there; null before it is known.</param>
    public void EventTime(DateTimeOffset? newest, DateTimeOffset? watermark)
    {
        if (newest is { } time)
        {
            _newestInput.Set(time.ToUnixTimeMilliseconds() / 1000.0);
            _eventTimeLag.Set(Math.Max(0, (time - (watermark ?? time)).TotalSeconds));
        }
    }

    /// <summary>What the windows hold in memory, and how many partitions are paused to bound it.</summary>
    public void Holding(long observations, int paused)
    {
        _holding.Set(observations);
        _ahead.Set(paused);
    }
}
