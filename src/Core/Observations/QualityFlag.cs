namespace Slams.Core.Observations;

/// <summary>
/// Why an observation was or was not assimilated. Codes are published in files and metrics and never change meaning;
/// they follow the common list of operational centres (compare JEDI's QC flags).
/// </summary>
public enum QualityFlag
{
    /// <summary>Passed every check.</summary>
    Assimilated = 0,

    /// <summary>Passed every check but withheld: verified, never assimilated.</summary>
    Passive = 1,

    /// <summary>No value that the analysis can use.</summary>
    Missing = 2,

    /// <summary>Position absent or impossible.</summary>
    BadPosition = 3,

    /// <summary>Time absent, impossible or too far ahead of the clock.</summary>
    BadTime = 4,

    /// <summary>Outside the physical range.</summary>
    OutOfRange = 5,

    /// <summary>Repeats a report already seen for this station and time, or was corrected by another.</summary>
    Duplicate = 6,

    /// <summary>Too far from climatology for the place and season.</summary>
    GrossError = 7,

    /// <summary>Too far from the background, and not enough neighbours agree.</summary>
    FirstGuessDeparture = 8,

    /// <summary>Contradicts another value of the same report.</summary>
    Inconsistent = 9,

    /// <summary>Has changed more since the station's last good report than weather does.</summary>
    Step = 10,

    /// <summary>Has been the very same for too long.</summary>
    Stuck = 11,

    /// <summary>Too far from what its neighbours make likely.</summary>
    BuddyDeparture = 12,

    /// <summary>Came after its cycle was closed.</summary>
    Late = 14,

    /// <summary>One of many close together, of which others stand for it; the code is that of JEDI.</summary>
    Thinned = 16,

    /// <summary>Of a station whose departures from the background over many cycles are too large or too various; the code is that of JEDI.</summary>
    History = 28,
}
