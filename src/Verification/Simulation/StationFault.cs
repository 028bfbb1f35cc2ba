namespace Slams.Verification.Simulation;

/// <summary>What is wrong with a station from some time on.</summary>
public enum StationFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Every temperature carries a gross error.</summary>
    GrossError,

    /// <summary>The temperature no longer changes.</summary>
    Stuck,

    /// <summary>The temperature runs away from the truth.</summary>
    Drifting,

    /// <summary>The reported position is somewhere else.</summary>
    Displaced,

    /// <summary>Every report is sent again, by half of these stations with another temperature.</summary>
    Duplicated,

    /// <summary>The clock is wrong by hours, and so are the stamps.</summary>
    TimeShifted,
}
