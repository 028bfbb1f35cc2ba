using Slams.Core.Analyses;

namespace Slams.Publisher.Api;

/// <summary>One station of a cycle: observed value, model equivalents and departures in K; null where there is none.</summary>
internal sealed record StationDocument(
    string Id, double? Latitude, double? Longitude, float? ObservedK, float? BackgroundK, float? AnalysisK, float? AnalysisSpreadK,
    float? ClimatologyK, float? ObservedMinusBackgroundK, float? ObservedMinusAnalysisK, string Flag, float? ErrorK, float? Weight,
    float? CellDistanceKm, float? TimeOffsetSeconds, float? BackgroundErrorK, float? CorrectionK, string? Reason)
{
    public static StationDocument Of(StationDeparture d) => new(
        d.StationId, Finite(d.LatitudeDegrees), Finite(d.LongitudeDegrees), Finite(d.ObservedK), Finite(d.BackgroundK),
        Finite(d.AnalysisK), Finite(d.AnalysisSpreadK), Finite(d.ClimatologyK), Finite(d.ObservedK - d.BackgroundK),
        Finite(d.ObservedK - d.AnalysisK), d.Flag.ToString(), Finite(d.Use?.Error), Finite(d.Use?.Weight), Finite(d.Use?.CellDistanceKm),
        Finite(d.Use?.TimeOffsetSeconds), Finite(d.BackgroundErrorK), Finite(d.Use?.Correction), d.Reason.Length == 0 ? null : d.Reason);

    private static float? Finite(float value) => float.IsFinite(value) ? value : null;

    private static float? Finite(float? value) => value is { } number ? Finite(number) : null;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
