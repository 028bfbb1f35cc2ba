using Slams.Core.Analyses;

namespace Slams.Verification.ObservationErrors;

/// <summary>
/// Estimates the errors of assimilated observations from the feedback of many cycles: the mean of (O−A)(O−B) is their variance where the analysis was near its linear-Gaussian
/// optimum and departures are without bias (Desroziers, Berre, Chapnik and Poli 2005). Intervals come from blocks of cycles drawn with replacement.
/// </summary>
/// <param name="options">How.</param>
public sealed class ObservationErrorEstimator(ObservationErrorOptions options)
{
    private readonly SortedDictionary<string, QuantityDepartures> _quantities = new(StringComparer.Ordinal);
    private readonly SortedSet<DateTimeOffset> _cycles = [];

    /// <summary>Cycles added, in order.</summary>
    public IReadOnlyCollection<DateTimeOffset> Cycles => _cycles;

    /// <summary>Adds all observations of a cycle.</summary>
    public void Add(DateTimeOffset cycle, IEnumerable<ObservationDeparture> departures)
    {
        _cycles.Add(cycle);
        foreach (var group in departures.GroupBy(departure => departure.Quantity, StringComparer.Ordinal))
        {
            if (!_quantities.TryGetValue(group.Key, out var quantity))
            {
                _quantities[group.Key] = quantity = new QuantityDepartures(group.Key);
            }

            quantity.Add(cycle, [.. group]);
        }
    }

    /// <summary>The errors of each quantity, by name.</summary>
    public IReadOnlyList<QuantityErrors> Estimate() => [.. _quantities.Values.Select(quantity => quantity.Estimate(options))];
}
