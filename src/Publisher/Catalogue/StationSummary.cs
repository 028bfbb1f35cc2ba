namespace Slams.Publisher.Catalogue;

/// <summary>How the analysis fits the stations of one use (assimilated, or withheld for verification).</summary>
/// <param name="Count">Stations with an observed value and both equivalents.</param>
/// <param name="BackgroundRmseK">Root mean square of observation minus background, K.</param>
/// <param name="AnalysisRmseK">Root mean square of observation minus analysis, K.</param>
/// <param name="ClimatologyRmseK">Root mean square of observation minus climatology, K.</param>
public sealed record StationSummary(int Count, double? BackgroundRmseK, double? AnalysisRmseK, double? ClimatologyRmseK);
