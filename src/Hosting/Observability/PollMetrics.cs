using Prometheus;

namespace Slams.Hosting.Observability;

/// <summary>Metrics of what is fetched from servers, by source.</summary>
public sealed class PollMetrics
{
    private readonly Counter _polls, _bytes;
    private readonly Gauge _last;

    internal PollMetrics(MetricFactory make)
    {
        _polls = make.CreateCounter("slams_source_polls_total", "Files and listings that servers were asked for, by what came of it.", "source", "outcome");
        _bytes = make.CreateCounter("slams_source_fetched_bytes_total", "Bytes of files that were fetched and had not been fetched before.", "source");
        _last = make.CreateGauge(
            "slams_source_last_answer_timestamp_seconds", "When a server of the source last answered what it was asked for; 0 where none is asked.", "source");
        foreach (var source in IngestMetrics.Formats.Keys)
        {
            _bytes.WithLabels(source);
            _last.WithLabels(source);
            Array.ForEach(Enum.GetValues<PollOutcome>(), outcome => _polls.WithLabels(source, Word(outcome)));
        }
    }

    /// <summary>A server was asked.</summary>
    /// <param name="source">For which source.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="bytes">Bytes of a new file.</param>
    /// <param name="now">The time now.</param>
    public void Asked(string source, PollOutcome outcome, long bytes, DateTimeOffset now)
    {
        _polls.WithLabels(source, Word(outcome)).Inc();
        _bytes.WithLabels(source).Inc(bytes);
        if (outcome is PollOutcome.New or PollOutcome.Unchanged or PollOutcome.Absent)
        {
            _last.WithLabels(source).SetToTimeUtc(now);
        }
    }

    private static string Word(PollOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
