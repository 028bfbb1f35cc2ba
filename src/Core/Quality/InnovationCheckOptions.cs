using System.ComponentModel.DataAnnotations;

namespace Slams.Core.Quality;

/// <summary>Limits of the checks against the field.</summary>
public sealed record InnovationCheckOptions
{
    /// <summary>Departures from the background beyond this many standard deviations are suspect; 0 turns the check off.</summary>
    [Range(0.0, 100)]
    public double BackgroundDeviations { get; init; } = 5;

    /// <summary>Departures from what the neighbours make likely beyond this many standard deviations are rejected; 0 turns the check off.</summary>
    [Range(0.0, 100)]
    public double BuddyDeviations { get; init; } = 5;

    /// <summary>Length L of the correlation of background errors, 0.7 (1 + r/L) e^(−r/L), in km; r goes straight through the earth. Neighbours are looked for within 2 L.</summary>
    [Range(1.0, 5000)]
    public double LengthKm { get; init; } = 500;

    /// <summary>Most neighbours that are asked, the nearest first, of each station the nearest.</summary>
    [Range(1, 50)]
    public int Neighbours { get; init; } = 12;

    /// <summary>
    /// Neighbours that it takes to reject an observation that the background check lets pass, and that must agree with one that it suspects to save it.
    /// </summary>
    [Range(1, 50)]
    public int Agreeing { get; init; } = 3;
}
