using System.ComponentModel.DataAnnotations;

namespace Slams.Verification.Simulation;

/// <summary>Shares of the stations that have a fault, of one kind each, and how large the faults are.</summary>
public sealed record FaultyStations
{
    /// <summary>Share of the stations with each of the six kinds of <see cref="StationFault"/>.</summary>
    [Range(0.0, 1.0 / 6)]
    public double ShareOfEach { get; init; } = 0.01;

    /// <summary>A station begins to be wrong in one of so many cycles after the start; after a gap in the cycles it starts again without fault.</summary>
    [Range(1, 10_000)]
    public int LatestOnset { get; init; } = 8;

    /// <summary>Slowest drift, K per day; its sign is random.</summary>
    [Range(0.0, 100)]
    public double SlowestDriftKPerDay { get; init; } = 0.5;

    /// <summary>Fastest drift, K per day.</summary>
    [Range(0.0, 100)]
    public double FastestDriftKPerDay { get; init; } = 3;

    /// <summary>Smallest displacement, km; its direction is random.</summary>
    [Range(0.0, 20_000)]
    public double SmallestDisplacementKm { get; init; } = 1000;

    /// <summary>Largest displacement, km.</summary>
    [Range(0.0, 20_000)]
    public double LargestDisplacementKm { get; init; } = 5000;

    /// <summary>Largest error of a clock in whole hours, from 1; its sign is random.</summary>
    [Range(1, 1000)]
    public int LargestShiftHours { get; init; } = 12;
}
