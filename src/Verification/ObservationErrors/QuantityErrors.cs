namespace Slams.Verification.ObservationErrors;

/// <summary>What the departures of one quantity say of the errors of its observations, in their unit.</summary>
public sealed record QuantityErrors
{
    /// <summary>What was observed.</summary>
    public required string Quantity { get; init; }

    /// <summary>All observations that were assimilated.</summary>
    public required ErrorEstimate All { get; init; }

    /// <summary>
    /// Those whose assumed error was the lowest, to a hundredth: nothing was added to it for height, time, density or history, so it is the one of the settings. All of them where
    /// no assumed errors are known.
    /// </summary>
    public required ErrorEstimate Plain { get; init; }

    /// <summary>Smallest and largest assumed error; NaN where none is known.</summary>
    public required (double Lowest, double Highest) AssumedErrors { get; init; }

    /// <summary>Mean O−B.</summary>
    public required double MeanDeparture { get; init; }

    /// <summary>Mean O−A.</summary>
    public required double MeanResidual { get; init; }

    /// <summary>Estimated standard deviation of the background error at the observations; NaN where the variance is not positive.</summary>
    public required double BackgroundError { get; init; }

    /// <summary>Root mean square of the background error that the checks assumed; NaN where that is not told.</summary>
    public required double AssumedBackgroundError { get; init; }

    /// <summary>Cycles left out because climatology stood in for the background.</summary>
    public required int CyclesWithoutBackground { get; init; }

    /// <summary>Why the estimate may be wrong, in words with the numbers.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether <see cref="Plain"/> is a positive number from enough cycles, so that a setting may follow it.</summary>
    public required bool IsUsable { get; init; }

    /// <summary>Sources whose estimated errors exceed the assumed ones by most.</summary>
    public required IReadOnlyList<SourceDeviation> Sources { get; init; }
}
