namespace Slams.Core.Observations;

/// <summary>
/// One report of one station. Absent values are null. Flags say, for the report and for each value that the analysis uses,
/// whether it may be assimilated; a flagged reading travels on with its flags.
/// </summary>
public sealed record StationReading
{
    // A cycle has hundreds of thousands: as nullable values these would take twice the room.
    private readonly long _ticksAfterStart;
    private readonly OptionalNumber _latitudeDegrees, _longitudeDegrees, _elevationMetres, _airTemperatureK,
        _precipitation6hMm, _dewPointK, _surfacePressurePa, _windSpeedMetresPerSecond, _windFromDirectionDegrees;

    /// <summary>Station identifier as its network gives it (WIGOS, WMO number, ICAO).</summary>
    public required string StationId { get; init; }

    /// <summary>Time of the observation, UTC; null when the report carried none that can be read.</summary>
    public DateTimeOffset? Time
    {
        get => _ticksAfterStart == 0 ? null : new DateTimeOffset(_ticksAfterStart - 1, TimeSpan.Zero);
        init => _ticksAfterStart = value is { } time ? time.UtcTicks + 1 : 0;
    }

    /// <summary>Latitude in degrees north.</summary>
    public double? LatitudeDegrees { get => _latitudeDegrees.Value; init => _latitudeDegrees = new(value); }

    /// <summary>Longitude in degrees east, any convention.</summary>
    public double? LongitudeDegrees { get => _longitudeDegrees.Value; init => _longitudeDegrees = new(value); }

    /// <summary>Height of the station above mean sea level in m.</summary>
    public double? ElevationMetres { get => _elevationMetres.Value; init => _elevationMetres = new(value); }

    /// <summary>Air temperature near the surface in K.</summary>
    public double? AirTemperatureK { get => _airTemperatureK.Value; init => _airTemperatureK = new(value); }

    /// <summary>Precipitation of the preceding six hours in mm (kg m-2).</summary>
    public double? Precipitation6hMm { get => _precipitation6hMm.Value; init => _precipitation6hMm = new(value); }

    /// <summary>Dew-point temperature in K.</summary>
    public double? DewPointK { get => _dewPointK.Value; init => _dewPointK = new(value); }

    /// <summary>Pressure at the station in Pa.</summary>
    public double? SurfacePressurePa { get => _surfacePressurePa.Value; init => _surfacePressurePa = new(value); }

    /// <summary>Wind speed in m/s.</summary>
    public double? WindSpeedMetresPerSecond { get => _windSpeedMetresPerSecond.Value; init => _windSpeedMetresPerSecond = new(value); }

    /// <summary>Direction the wind comes from, degrees clockwise from north.</summary>
    public double? WindFromDirectionDegrees { get => _windFromDirectionDegrees.Value; init => _windFromDirectionDegrees = new(value); }

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
