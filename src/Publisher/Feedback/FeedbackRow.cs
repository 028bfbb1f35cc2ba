using Slams.Core.Analyses;
using Slams.Core.Observations;

namespace Slams.Publisher.Feedback;

/// <summary>One observation of a cycle beside its equivalents; NaN where a number is missing.</summary>
/// <param name="SourceId">Station, or platform of a frame.</param>
/// <param name="Latitude">Degrees north; of a frame, the cell's centre.</param>
/// <param name="Longitude">Degrees east, in the convention of the source.</param>
/// <param name="Observed">Observed value.</param>
/// <param name="Background">Background equivalent.</param>
/// <param name="Analysis">Ensemble mean of the analysis equivalents.</param>
/// <param name="AnalysisSpread">Their standard deviation.</param>
/// <param name="Climatology">Climatological equivalent.</param>
/// <param name="Flag">Verdict.</param>
/// <param name="Use">How it was assimilated; null when that was not told.</param>
internal readonly record struct FeedbackRow(
    string SourceId, double Latitude, double Longitude, float Observed, float Background, float Analysis, float AnalysisSpread, float Climatology,
    QualityFlag Flag, ObservationUse? Use)
{
    /// <summary>Standard deviation that the checks assumed for the background; NaN where none was.</summary>
    public float BackgroundError { get; init; } = float.NaN;

    /// <summary>Reason of the flag in words; empty where nothing was found or nothing is told.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Pressure in Pa; NaN where the observation is at none of its own.</summary>
    public float PressurePa { get; init; } = float.NaN;

    public float Error => Use?.Error ?? float.NaN;

    public float Weight => Use?.Weight ?? float.NaN;

    public float CellDistanceKm => Use?.CellDistanceKm ?? float.NaN;

    public float TimeOffsetSeconds => Use?.TimeOffsetSeconds ?? float.NaN;

    public float Correction => Use?.Correction ?? float.NaN;
}
