namespace Slams.Core.Analyses;

/// <summary>How the assimilation took an observation.</summary>
/// <param name="Error">Standard deviation assumed for it, representativeness included, in the unit of its departures; also of one that was not assimilated.</param>
/// <param name="Weight">
/// 1 where it was taken as it is, 0 where it was not assimilated. Where observations were averaged onto the grid before the analysis saw
/// them, its own share in that average at its place.
/// </param>
/// <param name="CellDistanceKm">Great-circle distance to the nearest centre of a grid cell, in km.</param>
/// <param name="TimeOffsetSeconds">Time of observation minus time of the analysis, in s; NaN when it has no time.</param>
public sealed record ObservationUse(float Error, float Weight, float CellDistanceKm, float TimeOffsetSeconds)
{
    /// <summary>What was added to the reported value, in its unit; the value of the departures is the sum.</summary>
    public float Correction { get; init; }
}
