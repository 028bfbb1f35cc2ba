namespace Slams.Training.Data;

/// <summary>
/// Cells of the training states that hold no value (precipitation analyses end at the coast). A cell that never has one is set to zero
/// and remembered: its anomaly is zero for ever, no observation is simulated from it, and it counts in no statistic. A cell that has
/// one at times gets its mean where it has none.
/// </summary>
public sealed class MissingCells
{
    private readonly bool[] _never;
    private readonly int _cells;

    private MissingCells(bool[] never, int cells)
    {
        _never = never;
        _cells = cells;
    }

    /// <summary>Whether a cell of a channel never has a value.</summary>
    public bool Never(int channel, int cell) => _never[(channel * _cells) + cell];

    /// <summary>Finds missing values and fills them, in place.</summary>
    /// <param name="states"><c>[channel, latitude, longitude]</c> each.</param>
    /// <param name="cells">Cells of a channel.</param>
    /// <param name="log">Where progress lines go.</param>
    public static MissingCells Fill(IReadOnlyList<float[]> states, int cells, Action<string> log)
    {
        var (sums, counts) = (new double[states[0].Length], new int[states[0].Length]);
        foreach (var state in states)
        {
            for (var i = 0; i < state.Length; i++)
            {
                var known = !float.IsNaN(state[i]);
                sums[i] += known ? state[i] : 0;
                counts[i] += known ? 1 : 0;
            }
        }

        if (counts.All(count => count == states.Count))
        {
            return new MissingCells(new bool[counts.Length], cells);
        }

        var means = sums.Zip(counts, (sum, count) => count > 0 ? (float)(sum / count) : 0).ToArray();
        foreach (var state in states)
        {
            for (var i = 0; i < state.Length; i++)
            {
                state[i] = float.IsNaN(state[i]) ? means[i] : state[i];
            }
        }

        var never = Array.ConvertAll(counts, count => count == 0);
        for (var channel = 0; channel < counts.Length / cells; channel++)
        {
            var own = never.Skip(channel * cells).Take(cells).Count(n => n);
            var gaps = counts.Skip(channel * cells).Take(cells).Sum(count => count > 0 ? (long)states.Count - count : 0);
            if (own > 0 || gaps > 0)
            {
                log($"channel {channel}: {own} of {cells} cells never have a value; {gaps} values elsewhere are missing and taken as the cell's mean");
            }
        }

        return new MissingCells(never, cells);
    }
}
