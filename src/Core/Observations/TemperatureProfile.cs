namespace Slams.Core.Observations;

/// <summary>Temperatures that one ascent or retrieval observed at several pressures above one position.</summary>
public sealed record TemperatureProfile
{
    /// <summary>Who observed.</summary>
    public required string StationId { get; init; }

    /// <summary>Time of the profile, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Latitude, north positive.</summary>
    public required double LatitudeDegrees { get; init; }

    /// <summary>Longitude, any convention.</summary>
    public required double LongitudeDegrees { get; init; }

    /// <summary>Pressures, Pa, in any order.</summary>
    public required IReadOnlyList<float> PressuresPa { get; init; }

    /// <summary>Temperature at each pressure, K; NaN where missing.</summary>
    public required IReadOnlyList<float> TemperaturesK { get; init; }

    /// <summary>Verdict on the profile as a whole.</summary>
    public QualityFlag Flag { get; init; }
}
