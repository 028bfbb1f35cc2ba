using Slams.Core.Observations;

namespace Slams.Core.Analyses;

/// <summary>One temperature of a profile beside its model equivalents.</summary>
/// <param name="StationId">Who observed.</param>
/// <param name="LatitudeDegrees">Degrees north.</param>
/// <param name="LongitudeDegrees">Degrees east.</param>
/// <param name="PressurePa">Pressure in Pa.</param>
/// <param name="ObservedK">Observed air temperature in K.</param>
/// <param name="BackgroundK">Background equivalent in K (climatology when there was no previous analysis).</param>
/// <param name="AnalysisK">Analysis-mean equivalent in K.</param>
/// <param name="AnalysisSpreadK">Ensemble standard deviation of the equivalent in K.</param>
/// <param name="ClimatologyK">Climatological equivalent in K.</param>
/// <param name="BackgroundErrorK">Standard deviation that the checks assumed for the background, K.</param>
/// <param name="Flag">Whether it was assimilated, passive or rejected.</param>
/// <param name="Reason">Reason of the flag in words with the numbers that led to it; empty where nothing was found.</param>
/// <param name="Use">How it was assimilated.</param>
public sealed record ProfileDeparture(
    string StationId, double LatitudeDegrees, double LongitudeDegrees, float PressurePa, float ObservedK, float BackgroundK, float AnalysisK,
    float AnalysisSpreadK, float ClimatologyK, float BackgroundErrorK, QualityFlag Flag, string Reason, ObservationUse Use);
