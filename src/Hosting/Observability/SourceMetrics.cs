using Prometheus;
using Slams.Core.Observations;

namespace Slams.Hosting.Observability;

/// <summary>Counters of one ingest source, looked up once: a look-up by label for each reading would be felt.</summary>
public sealed class SourceMetrics
{
    private readonly Counter.Child _received, _deadLetters;
    private readonly Counter.Child?[] _rejected;

    internal SourceMetrics(Counter.Child received, Counter.Child deadLetters, IReadOnlyDictionary<QualityFlag, Counter.Child> rejected)
    {
        (_received, _deadLetters) = (received, deadLetters);
        _rejected = new Counter.Child?[rejected.Keys.Max(flag => (int)flag) + 1];
        foreach (var (flag, counter) in rejected)
        {
            _rejected[(int)flag] = counter;
        }
    }

    /// <summary>An observation was read.</summary>
    public void Received(QualityFlag flag)
    {
        _received.Inc();
        if (flag is not (QualityFlag.Assimilated or QualityFlag.Passive))
        {
            _rejected[(int)flag]?.Inc();
        }
    }

    /// <summary>Something could not be read.</summary>
    public void DeadLetter() => _deadLetters.Inc();
}
