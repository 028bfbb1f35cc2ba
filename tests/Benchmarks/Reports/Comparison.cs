namespace Slams.Benchmarks.Reports;

/// <summary>On which side of the wanted value a figure should be.</summary>
internal enum Comparison
{
    /// <summary>Lower is better.</summary>
    AtMost,

    /// <summary>Higher is better.</summary>
    AtLeast,
}
