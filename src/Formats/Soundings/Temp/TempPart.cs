using Slams.Formats.Stations;

namespace Slams.Formats.Soundings.Temp;

/// <summary>One part of a sounding.</summary>
internal sealed record TempPart
{
    /// <summary>Station identifier.</summary>
    public required string StationId { get; init; }

    /// <summary>Nominal time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where the station is; null when nobody knows.</summary>
    public StationPosition? Position { get; init; }

    /// <summary>A, B, C or D.</summary>
    public required char Part { get; init; }

    /// <summary>Number of the correction that it is; 0 for a part as first sent.</summary>
    public int Correction { get; init; }

    /// <summary>Line in which it begins.</summary>
    public required long Record { get; init; }

    /// <summary>Levels in the order of the part; none of one that was not observed.</summary>
    public required IReadOnlyList<SoundingLevel> Levels { get; init; }
}
