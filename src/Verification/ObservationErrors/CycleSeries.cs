using Slams.Verification.Scores;

namespace Slams.Verification.ObservationErrors;

/// <summary>Departures of many cycles, kept as the statistics of each, so that cycles can be drawn again.</summary>
internal sealed class CycleSeries
{
    private readonly SortedDictionary<DateTimeOffset, DepartureStatistics> _cycles = [];

    /// <summary>All cycles together.</summary>
    public DepartureStatistics Pooled { get; private set; } = new();

    /// <summary>Errors that were assumed, where they are known.</summary>
    public RunningMoments AssumedErrors { get; private set; } = new();

    /// <summary>Number of cycles.</summary>
    public int Cycles => _cycles.Count;

    /// <summary>Adds an observation of a cycle.</summary>
    public void Add(DateTimeOffset cycle, double observed, double background, double analysis, double assumedError)
    {
        if (!_cycles.TryGetValue(cycle, out var ofCycle))
        {
            _cycles[cycle] = ofCycle = new DepartureStatistics();
        }

        ofCycle.Add(observed, background, analysis);
        Pooled.Add(observed, background, analysis);
        if (double.IsFinite(assumedError))
        {
            AssumedErrors.Add(assumedError);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _cycles.Clear();
        (Pooled, AssumedErrors) = (new DepartureStatistics(), new RunningMoments());
    }

    /// <summary>Observation-error variance with its interval: blocks of cycles are drawn, each cycle with all of its observations.</summary>
    public ConfidenceInterval ErrorVariance(BlockBootstrap bootstrap)
    {
        DepartureStatistics[] cycles = [.. _cycles.Values];
        return bootstrap.Interval(cycles.Length, drawn =>
        {
            var (sum, count) = (0.0, 0L);
            foreach (var cycle in drawn)
            {
                sum += cycles[cycle].ObservationErrorVariance * cycles[cycle].Count;
                count += cycles[cycle].Count;
            }

            return sum / count;
        });
    }
}
