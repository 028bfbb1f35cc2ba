using System.ComponentModel.DataAnnotations;

namespace Slams.Core.Quality;

/// <summary>Memory and limits of the history check.</summary>
public sealed record HistoryCheckOptions
{
    /// <summary>Cycles after which a departure counts half; 0 turns the check off, and nothing is remembered.</summary>
    [Range(0.0, 10_000)]
    public double HalfLifeCycles { get; init; }

    /// <summary>Cycles with a report that it takes before a station is judged.</summary>
    [Range(2, 10_000)]
    public int MinimumCycles { get; init; } = 20;

    /// <summary>Mean departure beyond which a station is excluded, in the unit of the observation; 0 sets no limit.</summary>
    [Range(0.0, 100)]
    public double MaximumBias { get; init; }

    /// <summary>Standard deviation of the departures, over the one they should have, beyond which a station is excluded; 0 sets no limit.</summary>
    [Range(0.0, 100)]
    public double MaximumDeviations { get; init; }

    /// <summary>Whether a mean departure that is no chance is taken off the observations, as long as it is within the limit.</summary>
    public bool CorrectBias { get; init; }

    /// <summary>Whether observations of a station whose departures vary more than they should are given an error that accounts for it.</summary>
    public bool InflateError { get; init; }

    /// <summary>Most stations remembered; those that have been silent for longest are forgotten first.</summary>
    [Range(1, 1_000_000)]
    public int Capacity { get; init; } = 20_000;
}
