using System.Globalization;

namespace Slams.Benchmarks.Reports;

/// <summary>What a figure should be.</summary>
/// <param name="Comparison">On which side of the value it should be.</param>
/// <param name="Value">In the unit of the figure.</param>
internal sealed record Wanted(Comparison Comparison, double Value)
{
    public static Wanted AtMost(double value) => new(Comparison.AtMost, value);

    public static Wanted AtLeast(double value) => new(Comparison.AtLeast, value);

    /// <summary>Whether a measured value is on that side.</summary>
    public bool IsReachedBy(double value) => Comparison == Comparison.AtMost ? value <= Value : value >= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Comparison == Comparison.AtMost ? "at most" : "at least")} {Value:#,0.###}");
}
