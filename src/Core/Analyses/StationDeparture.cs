using Slams.Core.Observations;

namespace Slams.Core.Analyses;

/// <summary>One station temperature beside its model equivalents (feedback of the data-assimilation literature: O−B, O−A).</summary>
/// <param name="StationId">Station.</param>
/// <param name="LatitudeDegrees">Degrees north.</param>
/// <param name="LongitudeDegrees">Degrees east.</param>
/// <param name="ObservedK">Observed air temperature in K.</param>
/// <param name="BackgroundK">Background equivalent in K (climatology when there was no previous analysis).</param>
/// <param name="AnalysisK">Analysis-mean equivalent in K.</param>
/// <param name="AnalysisSpreadK">Ensemble standard deviation of the equivalent in K.</param>
/// <param name="ClimatologyK">Climatological equivalent in K.</param>
/// <param name="Flag">Whether it was assimilated, passive or rejected.</param>
public sealed record StationDeparture(
    string StationId, double LatitudeDegrees, double LongitudeDegrees, float ObservedK, float BackgroundK, float AnalysisK,
    float AnalysisSpreadK, float ClimatologyK, QualityFlag Flag)
{
    /// <summary>How it was assimilated; null in what was written before this was told.</summary>
    public ObservationUse? Use { get; init; }

    /// <summary>Standard deviation that the checks assumed for the background, K; NaN in what was written before this was told.</summary>
    public float BackgroundErrorK { get; init; } = float.NaN;

    /// <summary>
    /// Reason of the flag in words with the numbers that led to it; empty where nothing was found. What neighbours saved from the background
    /// check has one too.
    /// </summary>
    public string Reason { get; init; } = "";
}
