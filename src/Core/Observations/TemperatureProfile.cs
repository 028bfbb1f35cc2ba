namespace Slams.Core.Observations;

/// <summary>
/// Temperatures that one ascent or retrieval observed at several pressures above one position. Absent values are null. Flags say, for the profile
/// and for each level, whether it may be assimilated; a flagged profile travels on with its flags.
/// </summary>
public sealed record TemperatureProfile
{
    /// <summary>Who observed.</summary>
    public required string StationId { get; init; }

    /// <summary>Nominal time of the profile, else that of its start, UTC; null when the report carried none that can be read.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Latitude in degrees north.</summary>
    public double? LatitudeDegrees { get; init; }

    /// <summary>Longitude in degrees east, any convention.</summary>
    public double? LongitudeDegrees { get; init; }

    /// <summary>Height of the station above mean sea level in m.</summary>
    public double? ElevationMetres { get; init; }

    /// <summary>Levels in any order.</summary>
    public required IReadOnlyList<ProfileLevel> Levels { get; init; }

    /// <summary>
    /// Number of the correction that the report is, from 1; 0 for one as first sent. Of several profiles of a station and time the one with the
    /// highest number stands, over the pressures that it spans.
    /// </summary>
    public int Correction { get; init; }

    /// <summary>Where the report came from: file name or topic, for messages to people.</summary>
    public string Source { get; init; } = "";

    /// <summary>Line or record number within <see cref="Source"/>, from 1.</summary>
    public long SourceRecord { get; init; }

    /// <summary>Verdict on the profile as a whole.</summary>
    public QualityFlag Flag { get; init; }

    /// <summary>Reason in words with the numbers that led to the flags; empty when nothing was flagged.</summary>
    public string FlagReason { get; init; } = "";
}
