namespace Slams.Core.Grids;

/// <summary>One source row collected by target column; reused from row to row.</summary>
internal sealed class RowSums(int columns)
{
    /// <summary>Sums of values times widths.</summary>
    public double[] Sums { get; } = new double[columns];

    /// <summary>Widths that valid values cover, degrees.</summary>
    public double[] Widths { get; } = new double[columns];

    /// <summary>Valid values that touch each column.</summary>
    public int[] Counts { get; } = new int[columns];

    /// <summary>Begins another row.</summary>
    public void Clear()
    {
        Array.Clear(Sums);
        Array.Clear(Widths);
        Array.Clear(Counts);
    }

    /// <summary>Adds a value where its cell lies; one that is not finite is none.</summary>
    public void Add(float value, ReadOnlySpan<Overlap> overlaps)
    {
        if (!float.IsFinite(value))
        {
            return;
        }

        foreach (var (target, width) in overlaps)
        {
            Sums[target] += width * value;
            Widths[target] += width;
            Counts[target]++;
        }
    }
}
