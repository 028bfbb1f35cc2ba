namespace Slams.Core.Quality;

/// <summary>
/// Everything the checks found on one reading. Several may hold at once, while a reading has one flag; so that each fault
/// of a file can be accounted for even where another one decided the flag.
/// </summary>
[Flags]
public enum ReadingFindings
{
    /// <summary>Nothing to report.</summary>
    None = 0,

    /// <summary>No latitude or no longitude.</summary>
    PositionAbsent = 1 << 0,

    /// <summary>A latitude beyond a pole or a longitude beyond a whole turn.</summary>
    PositionImpossible = 1 << 1,

    /// <summary>Exactly 0° N 0° E: an unset position rather than a station.</summary>
    NullIsland = 1 << 2,

    /// <summary>No time that could be read.</summary>
    TimeAbsent = 1 << 3,

    /// <summary>Before the first instruments.</summary>
    TimeImpossible = 1 << 4,

    /// <summary>Too far ahead of the clock.</summary>
    TimeAhead = 1 << 5,

    /// <summary>No air temperature.</summary>
    AirTemperatureMissing = 1 << 6,

    /// <summary>No precipitation.</summary>
    PrecipitationMissing = 1 << 7,

    /// <summary>Air temperature outside the physical range.</summary>
    AirTemperatureOutOfRange = 1 << 8,

    /// <summary>Precipitation outside the physical range.</summary>
    PrecipitationOutOfRange = 1 << 9,

    /// <summary>Air temperature too far from climatology.</summary>
    AirTemperatureGrossError = 1 << 10,

    /// <summary>Same station, time and values as an earlier report.</summary>
    ExactRepeat = 1 << 11,

    /// <summary>Same station and time as an earlier report, other values.</summary>
    DifferingRepeat = 1 << 12,

    /// <summary>Same station and time as an earlier report that lacked the usable temperature which this one brings.</summary>
    FullerRepeat = 1 << 13,

    /// <summary>Dew point above the air temperature.</summary>
    DewPointAboveTemperature = 1 << 14,

    /// <summary>Pressure that does not go with the station's height.</summary>
    PressureAgainstElevation = 1 << 15,

    /// <summary>Air temperature has changed more than weather does since the last good report.</summary>
    AirTemperatureStep = 1 << 16,

    /// <summary>Air temperature has been the same for too long.</summary>
    AirTemperatureStuck = 1 << 17,

    /// <summary>Corrects an earlier report of the same station and time.</summary>
    Correction = 1 << 18,

    /// <summary>A correction of this report came before it.</summary>
    Corrected = 1 << 19,
}
