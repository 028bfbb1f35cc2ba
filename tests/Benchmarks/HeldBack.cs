using Slams.Core.Observations;

namespace Slams.Benchmarks;

/// <summary>
/// Puts readings of a dense network out of order: some come half an hour behind, which is in time, some half a day, which is not,
/// and some twice. Which ones is decided by their number alone.
/// </summary>
/// <param name="minutesApart">Time from one step to the next.</param>
internal sealed class HeldBack(int minutesApart)
{
    /// <summary>One in so many comes too late.</summary>
    public const int LateOneIn = 4999;

    private const int DelayedOneIn = 997, TwiceOneIn = 1009;

    private readonly SortedDictionary<int, List<StationReading>> _held = [];
    private long _number;

    /// <summary>Those that are held back still, oldest first.</summary>
    public IEnumerable<StationReading> Rest => _held.Values.SelectMany(held => held);

    /// <summary>What arrives in a step of what is observed in it and before.</summary>
    public IEnumerable<StationReading> Arriving(int step, IEnumerable<StationReading> observed)
    {
        foreach (var reading in observed)
        {
            _number++;
            var minutes = _number % LateOneIn == 0 ? 12 * 60 : _number % DelayedOneIn == 0 ? 30 : 0;
            if (minutes > 0)
            {
                Hold(step + Math.Max(1, minutes / minutesApart), reading);
                continue;
            }

            yield return reading;
            if (_number % TwiceOneIn == 0)
            {
                yield return reading;
            }
        }

        if (_held.Remove(step, out var delayed))
        {
            foreach (var reading in delayed)
            {
                yield return reading;
            }
        }
    }

    private void Hold(int step, StationReading reading)
    {
        if (!_held.TryGetValue(step, out var held))
        {
            _held.Add(step, held = []);
        }

        held.Add(reading);
    }
}
