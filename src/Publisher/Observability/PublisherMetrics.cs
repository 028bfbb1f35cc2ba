using Prometheus;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Hosting.Observability;

namespace Slams.Publisher.Observability;

/// <summary>
/// Metrics of the publisher. Declared directly, because the bridge from .NET meters drops a series five minutes after its last
/// update, which six-hourly cycles never outlive.
/// </summary>
internal sealed class PublisherMetrics
{
    private static readonly string[] SinkLabel = ["sink"];
    private static readonly string[] LaneLabel = ["lane"];
    private readonly Counter _deliveries, _failures, _unreadable, _superseded, _dropped, _answersDropped;
    private readonly Histogram _deliverySeconds, _delay, _stageSeconds;
    private readonly Gauge _lag, _clients, _lastAnalysis, _active, _lastDelivery, _newestWindowEnd, _interval, _objective;
    private readonly CollectorRegistry _registry;

    public PublisherMetrics(CollectorRegistry registry)
    {
        _registry = registry;
        var make = Metrics.WithCustomRegistry(registry);
        _deliveries = make.CreateCounter("slams_publisher_deliveries_total", "Analyses acknowledged by a sink.", SinkLabel);
        _failures = make.CreateCounter("slams_publisher_failures_total", "Failed tries, by sink or step.", SinkLabel);
        _unreadable = make.CreateCounter("slams_publisher_unreadable_total", "Records of the analyses topic that could not be read, by lane.", LaneLabel);
        _superseded = make.CreateCounter(
            "slams_publisher_superseded_total", "Analyses that did not take the place of a later revision, or failed ones that of an analysis.");
        _dropped = make.CreateCounter("slams_publisher_event_clients_dropped_total", "Event-stream clients cut off because they were too slow.");
        _answersDropped = make.CreateCounter(
            "slams_publisher_answers_dropped_total", "Answers to queries cut off because too much waited for clients that read too slowly.");
        _deliverySeconds = make.CreateHistogram(
            "slams_publisher_delivery_seconds", "Time a sink took for one analysis.", SinkLabel,
            new HistogramConfiguration { Buckets = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60, 300] });
        _delay = make.CreateHistogram(
            "slams_analysis_delay_seconds", "Time from the end of a cycle's window to its publication.",
            new HistogramConfiguration { Buckets = [60, 300, 600, 1200, 1800, 3600, 5400, 7200, 10800, 21600, 43200, 86400] });
        _lag = make.CreateGauge("slams_publisher_lag_records", "Analyses in the log that a lane has not delivered yet.", LaneLabel);
        _clients = make.CreateGauge("slams_publisher_event_clients", "Clients of the event stream.");
        _stageSeconds = CycleStages.Create(make);
        var unset = new GaugeConfiguration { SuppressInitialValue = true };
        _lastAnalysis = make.CreateGauge("slams_last_analysis_timestamp_seconds", "When an analysis was last published, Unix time.", unset);
        _lastDelivery = make.CreateGauge("slams_publisher_last_delivery_timestamp_seconds", "When a sink last acknowledged an analysis.", SinkLabel);
        _newestWindowEnd = make.CreateGauge("slams_newest_analysis_window_end_timestamp_seconds", "End of the window of the newest analysis published; 0 before the first.");
        _interval = make.CreateGauge("slams_analysis_interval_seconds", "Time between analyses, of the newest one published.", unset);
        _objective = make.CreateGauge("slams_analysis_delay_objective_seconds", "Publisher:DelayObjective: delay within which analyses are to be published.", unset);
        _active = make.CreateGauge("slams_publisher_active", "1 while this instance delivers to the sinks of a lane, 0 while it stands by.", LaneLabel);
        Expect("open");
        Expect("read");
    }

    public void Delivered(string sink, TimeSpan elapsed, DateTimeOffset now)
    {
        _deliveries.WithLabels(sink).Inc();
        _deliverySeconds.WithLabels(sink).Observe(elapsed.TotalSeconds);
        _lastDelivery.WithLabels(sink).SetToTimeUtc(now);
    }

    /// <summary>Shows a sink before anything of it has failed: what an alert watches must be there.</summary>
    public void Expect(string sink) => _failures.WithLabels(sink);

    public void Failed(string step) => _failures.WithLabels(step).Inc();

    public void Active(string lane, bool active)
    {
        _active.WithLabels(lane).Set(active ? 1 : 0);
        _unreadable.WithLabels(lane);
    }

    public void Unreadable(string lane) => _unreadable.WithLabels(lane).Inc();

    public void Superseded() => _superseded.Inc();

    /// <summary>Asks for the lag of a lane whenever metrics are collected: while a sink holds the lane up, nobody would set it.</summary>
    public void Lag(string lane, Func<long?> records)
    {
        var lag = _lag.WithLabels(lane);
        _registry.AddBeforeCollectCallback(() => lag.Set(records() ?? 0));
    }

    public void EventClients(int count) => _clients.Set(count);

    public void EventClientDropped() => _dropped.Inc();

    public void AnswerDropped() => _answersDropped.Inc();

    /// <summary>Shows the objective that delays are held against.</summary>
    public void Objective(TimeSpan delay) => _objective.Set(delay.TotalSeconds);

    /// <summary>An analysis was published before: by an earlier process, or just now.</summary>
    public void Known(Cycle cycle)
    {
        _newestWindowEnd.IncTo(cycle.WindowEnd.ToUnixTimeSeconds());
        _interval.Set((cycle.WindowEnd - cycle.WindowStart).TotalSeconds);
    }

    /// <summary>Every sink of what is served has acknowledged an analysis.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="elapsed">Time since it was read from the log.</param>
    /// <param name="now">The time now.</param>
    public void Published(Analysis analysis, TimeSpan elapsed, DateTimeOffset now)
    {
        _stageSeconds.WithLabels(CycleStages.Publish).Observe(elapsed.TotalSeconds);
        if (analysis.Failure is not null)
        {
            return;
        }

        Known(analysis.Cycle);
        _lastAnalysis.SetToTimeUtc(now);
        // A revision is late on purpose: it waits for stragglers.
        if (analysis.Provenance.Revision == 0)
        {
            _delay.Observe(Math.Max(0, (now - analysis.Cycle.WindowEnd).TotalSeconds));
        }
    }
}
