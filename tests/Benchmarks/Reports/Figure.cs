namespace Slams.Benchmarks.Reports;

/// <summary>One result of a benchmark. What could not be measured says why, and has no numbers.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Unit of the numbers; empty for a ratio.</param>
internal sealed record Figure(string Name, string Unit)
{
    /// <summary>Median over the rounds; null where nothing was measured.</summary>
    public double? Median { get; init; }

    /// <summary>Lowest of the rounds.</summary>
    public double? Lowest { get; init; }

    /// <summary>Highest of the rounds.</summary>
    public double? Highest { get; init; }

    /// <summary>What it should be; null where nothing is wanted of it.</summary>
    public Wanted? Wanted { get; init; }

    /// <summary>What was absent; null where it was measured.</summary>
    public string? Absent { get; init; }

    /// <summary>Whether the median is as wanted; null where nothing is wanted or was measured.</summary>
    public bool? IsReached => Median is { } median ? Wanted?.IsReachedBy(median) : null;

    /// <summary>Of the values of several rounds.</summary>
    public static Figure Of(string name, string unit, IEnumerable<double> rounds, Wanted? wanted = null)
    {
        var values = rounds.ToArray();
        return new Figure(name, unit) { Median = Timing.Median(values), Lowest = values.Min(), Highest = values.Max(), Wanted = wanted };
    }

    /// <summary>Of something that one run gives, or has no spread.</summary>
    public static Figure Of(string name, string unit, double value, Wanted? wanted = null) => Of(name, unit, [value], wanted);

    /// <summary>Of something that could not be measured.</summary>
    public static Figure Without(string name, string unit, string absent, Wanted? wanted = null) => new(name, unit) { Absent = absent, Wanted = wanted };
}
