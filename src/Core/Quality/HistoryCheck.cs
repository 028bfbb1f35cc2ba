using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Judges stations by their departures from the background in the cycles before. A mean departure that is no chance is a bias: within the limit it can
/// be taken off; beyond it, or when departures vary by far more than they should, the station is excluded. What an excluded station reports is held
/// against the background further on, and once it is well within the limits the station is back. A pure function of the histories, which it returns anew.
/// </summary>
/// <param name="options">Memory and limits.</param>
/// <param name="unit">Unit for the reasons, for example <c>K</c>.</param>
public sealed class HistoryCheck(HistoryCheckOptions options, string unit)
{
    // Share of the limits within which a station must be to come back, so that one at the limit does not come and go.
    private const double Return = 0.8;

    // Standard errors that the mean must be away from zero to count as a bias.
    private const double Significant = 3;

    // Departures count up to this many of their expected standard deviations, so that a single gross error does not make a bias.
    private const double Clipped = 5;

    // A hundred days of six-hourly cycles.
    private const int Forgotten = 400;

    private readonly double _weight = options.HalfLifeCycles > 0 ? 1 - Math.Pow(2, -1 / options.HalfLifeCycles) : 1;

    /// <summary>What the cycles before say of a station.</summary>
    public HistoryFinding Judge(StationHistories before, string stationId)
    {
        if (options.HalfLifeCycles == 0 || before.Of(stationId) is not { } history || history.Cycles < options.MinimumCycles)
        {
            return HistoryFinding.None;
        }

        if (history.IsExcluded && IsBeyond(history, wasExcluded: true))
        {
            return new HistoryFinding(QualityFlag.History, 0, 0, Excluded(history));
        }

        var correction = options.CorrectBias && IsBias(history) ? -Math.Clamp(history.Mean, -options.MaximumBias, options.MaximumBias) : 0;
        var added = options.InflateError ? Math.Max(0, history.Variance - history.Expected) : 0;
        return new HistoryFinding(QualityFlag.Assimilated, correction, added, correction == 0 ? "" : Corrected(history, correction));
    }

    /// <summary>The histories after a cycle.</summary>
    /// <param name="before">The histories before it.</param>
    /// <param name="cycle">Its number.</param>
    /// <param name="innovations">Departures as observed, without any correction of a bias; those that are not finite say nothing.</param>
    public StationHistories After(StationHistories before, long cycle, IReadOnlyList<Innovation> innovations)
    {
        var after = before.Stations.Where(known => known.Value.LastCycle > cycle - Forgotten).ToDictionary(StringComparer.Ordinal);
        foreach (var station in innovations.Where(innovation => double.IsFinite(innovation.Normalised)).GroupBy(innovation => innovation.StationId, StringComparer.Ordinal))
        {
            // All of a cycle are held against one background: they are one witness.
            var departure = station.Average(innovation => Math.Clamp(innovation.Normalised, -Clipped, Clipped) * innovation.Expected);
            var expected = station.Average(innovation => innovation.Expected * innovation.Expected);
            var known = after.GetValueOrDefault(station.Key);
            var history = known.Add(cycle, departure, expected, _weight);
            after[station.Key] = history with { IsExcluded = history.Cycles >= options.MinimumCycles && IsBeyond(history, known.IsExcluded) };
        }

        return new StationHistories(after.Count <= options.Capacity ? after : after
            .OrderByDescending(known => known.Value.LastCycle).ThenBy(known => known.Key, StringComparer.Ordinal).Take(options.Capacity));
    }

    private bool IsBeyond(StationHistory history, bool wasExcluded)
    {
        var share = wasExcluded ? Return : 1;
        return (options.MaximumBias > 0 && Math.Abs(history.Mean) > share * options.MaximumBias)
            || (options.MaximumDeviations > 0 && history.Deviation > share * MaximumDeviation(history));
    }

    private bool IsBias(StationHistory history)
    {
        // As many independent departures as the weights are worth.
        var independent = Math.Min(history.Cycles, (2 - _weight) / _weight);
        return Math.Abs(history.Mean) > Significant * history.Deviation / Math.Sqrt(independent);
    }

    private double MaximumDeviation(StationHistory history) => options.MaximumDeviations * Math.Sqrt(history.Expected);

    private string Excluded(StationHistory history)
    {
        var mean = Invariant($"departures from the background over {history.Cycles} cycles: mean {history.Mean:+0.0;-0.0;0.0} {unit}");
        var bias = options.MaximumBias > 0 ? Invariant($" (at most {options.MaximumBias:0.0} {unit})") : "";
        var deviation = Invariant($", standard deviation {history.Deviation:0.0} {unit}");
        var limit = options.MaximumDeviations > 0 ? Invariant($" (at most {MaximumDeviation(history):0.0} {unit})") : "";
        return mean + bias + deviation + limit + Invariant($"; back within {100 * Return:0} % of that");
    }

    private string Corrected(StationHistory history, double correction) => Invariant(
        $"bias: {correction:+0.0#;-0.0#;0.0} {unit} added, from departures over {history.Cycles} cycles with a standard deviation of {history.Deviation:0.0} {unit}");
}
