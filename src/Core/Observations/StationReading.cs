namespace Slams.Core.Observations;

/// <summary>
/// One report of one station. Absent values are null. Flags say, for the report and for each value that the analysis uses,
/// whether it may be assimilated; a flagged reading travels on with its flags.
/// </summary>
public sealed record StationReading
{
    /// <summary>Station identifier as its network gives it (WIGOS, WMO number, ICAO).</summary>
    public required string StationId { get; init; }

    /// <summary>Time of the observation, UTC; null when the report carried none that can be read.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Latitude in degrees north.</summary>
    public double? LatitudeDegrees { get; init; }

    /// <summary>Longitude in degrees east, any convention.</summary>
    public double? LongitudeDegrees { get; init; }

    /// <summary>Height of the station above mean sea level in m.</summary>
    public double? ElevationMetres { get; init; }

    /// <summary>Air temperature near the surface in K.</summary>
    public double? AirTemperatureK { get; init; }

    /// <summary>Precipitation of the preceding six hours in mm (kg m-2).</summary>
    public double? Precipitation6hMm { get; init; }

    /// <summary>Dew-point temperature in K.</summary>
    public double? DewPointK { get; init; }

    /// <summary>Pressure at the station in Pa.</summary>
    public double? SurfacePressurePa { get; init; }

    /// <summary>Wind speed in m/s.</summary>
    public double? WindSpeedMetresPerSecond { get; init; }

    /// <summary>Direction the wind comes from, degrees clockwise from north.</summary>
    public double? WindFromDirectionDegrees { get; init; }

    /// <summary>
    /// Number of the correction that the report is, from 1; 0 for one as first sent. Of several reports of a station and time the one with
    /// the highest number stands.
    /// </summary>
    public int Correction { get; init; }

    /// <summary>Where the report came from: file name or topic, for messages to people.</summary>
    public string Source { get; init; } = "";

    /// <summary>Line or record number within <see cref="Source"/>, from 1.</summary>
    public long SourceRecord { get; init; }

    /// <summary>Verdict on the report as a whole.</summary>
    public QualityFlag Flag { get; init; }

    /// <summary>Verdict on <see cref="AirTemperatureK"/>.</summary>
    public QualityFlag AirTemperatureFlag { get; init; }

    /// <summary>Verdict on <see cref="Precipitation6hMm"/>.</summary>
    public QualityFlag PrecipitationFlag { get; init; }

    /// <summary>Reason in words with the numbers that led to the flag; empty when nothing was flagged.</summary>
    public string FlagReason { get; init; } = "";
}
