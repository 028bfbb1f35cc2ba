namespace Slams.Formats.Soundings;

/// <summary>One ascent of a radiosonde, as its source states it: unchecked.</summary>
public sealed record Sounding
{
    /// <summary>Station identifier as its network gives it; WIGOS identifier of stations with a WMO number in BUFR and TEMP. Empty without one.</summary>
    public required string StationId { get; init; }

    /// <summary>Nominal time, else that of the start, UTC; null when the report carried none that can be read.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Latitude of the start in degrees north.</summary>
    public double? LatitudeDegrees { get; init; }

    /// <summary>Longitude of the start in degrees east.</summary>
    public double? LongitudeDegrees { get; init; }

    /// <summary>Height of the station in m.</summary>
    public double? ElevationMetres { get; init; }

    /// <summary>Number of the correction that the report is, from 1; 0 for one as first sent, and in formats that do not tell.</summary>
    public int Correction { get; init; }

    /// <summary>Line or record number within the source, from 1.</summary>
    public long Record { get; init; }

    /// <summary>Levels in the order of the source: those that have a pressure, and a value there.</summary>
    public required IReadOnlyList<SoundingLevel> Levels { get; init; }
}
