using System.Text.Json.Serialization;

namespace Slams.Publisher.Feedback;

/// <summary>One observation in a message; null where a number is missing.</summary>
internal sealed record FeedbackObservation(
    string SourceId, double? Latitude, double? Longitude, float? TimeOffsetS, float? CellDistanceKm, float? Observed, float? Background,
    float? Analysis, float? AnalysisSpread, float? Climatology, float? Error, float? Weight, float? BackgroundError, float? Correction, string Flag, int FlagCode, string? Reason)
{
    /// <summary>Pressure in Pa of what was observed in a profile; not told of anything else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? PressurePa { get; init; }

    public static FeedbackObservation Of(FeedbackRow row) => new(
        row.SourceId, double.IsFinite(row.Latitude) ? row.Latitude : null, double.IsFinite(row.Longitude) ? row.Longitude : null,
        Finite(row.TimeOffsetSeconds), Finite(row.CellDistanceKm), Finite(row.Observed), Finite(row.Background), Finite(row.Analysis),
        Finite(row.AnalysisSpread), Finite(row.Climatology), Finite(row.Error), Finite(row.Weight), Finite(row.BackgroundError), Finite(row.Correction),
        row.Flag.ToString(), (int)row.Flag, row.Reason.Length == 0 ? null : row.Reason)
    {
        PressurePa = Finite(row.PressurePa),
    };

    private static float? Finite(float value) => float.IsFinite(value) ? value : null;
}
