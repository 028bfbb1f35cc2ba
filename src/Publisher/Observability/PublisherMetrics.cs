using Prometheus;

namespace Slams.Publisher.Observability;

/// <summary>
/// Metrics of the publisher. Declared directly, because the bridge from .NET meters drops a series five minutes after its last
/// update, which six-hourly cycles never outlive.
/// </summary>
internal sealed class PublisherMetrics
{
    private static readonly string[] SinkLabel = ["sink"];
    private static readonly string[] LaneLabel = ["lane"];
    private readonly Counter _deliveries, _failures, _unreadable, _superseded, _dropped;
    private readonly Histogram _deliverySeconds, _delay;
    private readonly Gauge _lag, _clients, _lastAnalysis, _active;

    public PublisherMetrics(CollectorRegistry registry)
    {
        var make = Metrics.WithCustomRegistry(registry);
        _deliveries = make.CreateCounter("slams_publisher_deliveries_total", "Analyses acknowledged by a sink.", SinkLabel);
        _failures = make.CreateCounter("slams_publisher_failures_total", "Failed tries, by sink or step.", SinkLabel);
        _unreadable = make.CreateCounter("slams_publisher_unreadable_total", "Records of the analyses topic that could not be read, by lane.", LaneLabel);
        _superseded = make.CreateCounter(
            "slams_publisher_superseded_total", "Analyses that did not take the place of a later revision, or failed ones that of an analysis.");
        _dropped = make.CreateCounter("slams_publisher_event_clients_dropped_total", "Event-stream clients cut off because they were too slow.");
        _deliverySeconds = make.CreateHistogram(
            "slams_publisher_delivery_seconds", "Time a sink took for one analysis.", SinkLabel,
            new HistogramConfiguration { Buckets = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30] });
        _delay = make.CreateHistogram(
            "slams_analysis_delay_seconds", "Time from the end of a cycle's window to its publication.",
            new HistogramConfiguration { Buckets = [60, 300, 600, 1200, 1800, 3600, 5400, 7200, 10800, 21600, 43200, 86400] });
        _lag = make.CreateGauge("slams_publisher_lag_records", "Analyses in the log that a lane has not delivered yet.", LaneLabel);
        _clients = make.CreateGauge("slams_publisher_event_clients", "Clients of the event stream.");
        _lastAnalysis = make.CreateGauge("slams_last_analysis_timestamp_seconds", "When an analysis was last published, Unix time.");
        _active = make.CreateGauge("slams_publisher_active", "1 while this instance delivers to the sinks of a lane, 0 while it stands by.", LaneLabel);
        Expect("open");
        Expect("read");
    }

    public void Delivered(string sink, TimeSpan elapsed)
    {
        _deliveries.WithLabels(sink).Inc();
        _deliverySeconds.WithLabels(sink).Observe(elapsed.TotalSeconds);
    }

    /// <summary>Shows a sink before anything of it has failed: what an alert watches must be there.</summary>
    public void Expect(string sink) => _failures.WithLabels(sink);

    public void Failed(string step) => _failures.WithLabels(step).Inc();

    public void Active(string lane, bool active) => _active.WithLabels(lane).Set(active ? 1 : 0);

    public void Unreadable(string lane) => _unreadable.WithLabels(lane).Inc();

    public void Superseded() => _superseded.Inc();

    public void Lag(string lane, long? records) => _lag.WithLabels(lane).Set(records ?? 0);

    public void EventClients(int count) => _clients.Set(count);

    public void EventClientDropped() => _dropped.Inc();

    public void Published(DateTimeOffset now, TimeSpan delay)
    {
        _lastAnalysis.Set(now.ToUnixTimeMilliseconds() / 1000.0);
        _delay.Observe(Math.Max(0, delay.TotalSeconds));
    }
}
