using Prometheus;
using Slams.Core.Observations;

namespace Slams.Hosting.Observability;

/// <summary>Counters of one ingest source, looked up once: a look-up by label for each reading would be felt.</summary>
public sealed class SourceMetrics
{
    private static readonly QualityFlag[] Flags = Enum.GetValues<QualityFlag>();
    private readonly Dictionary<string, Counter.Child?[]> _received = new(StringComparer.Ordinal);
    private readonly Func<string, string, Counter.Child> _counter;
    private readonly Counter.Child _unreadableRecords, _unreadableFiles;
    private readonly Histogram.Child _age;
    private readonly Gauge.Child _lastRead, _newest;

    internal SourceMetrics(
        Func<string, string, Counter.Child> counter, Counter.Child unreadableRecords, Counter.Child unreadableFiles, Histogram.Child age, Gauge.Child lastRead, Gauge.Child newest)
    {
        (_counter, _unreadableRecords, _unreadableFiles) = (counter, unreadableRecords, unreadableFiles);
        (_age, _lastRead, _newest) = (age, lastRead, newest);
    }

    /// <summary>An observation was read.</summary>
    /// <param name="format">Format of its file.</param>
    /// <param name="flag">Verdict.</param>
    /// <param name="eventTime">Its time; null when it has none that can be believed.</param>
    /// <param name="now">The time now.</param>
    public void Received(string format, QualityFlag flag, DateTimeOffset? eventTime, DateTimeOffset now)
    {
        Of(format)[(int)flag]?.Inc();
        _lastRead.SetToTimeUtc(now);
        if (eventTime is { } time)
        {
            _age.Observe(Math.Max(0, (now - time).TotalSeconds));
            _newest.IncTo(time.ToUnixTimeMilliseconds() / 1000.0);
        }
    }

    /// <summary>An observation was read again that is in the log already.</summary>
    /// <param name="eventTime">Its time; null when it has none that can be believed.</param>
    public void Known(DateTimeOffset? eventTime)
    {
        if (eventTime is { } time)
        {
            _newest.IncTo(time.ToUnixTimeMilliseconds() / 1000.0);
        }
    }

    /// <summary>Something could not be read.</summary>
    /// <param name="letter">What, and where.</param>
    public void DeadLetter(DeadLetter letter) => (letter.Record == 0 ? _unreadableFiles : _unreadableRecords).Inc();

    /// <summary>Shows the series of a format before anything was read.</summary>
    internal void Expect(string format) => Of(format);

    private Counter.Child?[] Of(string format)
    {
        if (!_received.TryGetValue(format, out var counters))
        {
            counters = new Counter.Child?[Flags.Max(flag => (int)flag) + 1];
            Array.ForEach(Flags, flag => counters[(int)flag] = _counter(format, flag.ToString()));
            _received.Add(format, counters);
        }

        return counters;
    }
}
