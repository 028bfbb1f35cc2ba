using Slams.Core.Analyses;

namespace Slams.Verification.Evaluation;

/// <summary>An analysis of one cycle. Fields are in K, <c>[level, latitude, longitude]</c>.</summary>
/// <param name="MeanK">The mean.</param>
/// <param name="SpreadK">The standard deviation.</param>
/// <param name="MembersK">Members; empty when the method gives a normal distribution.</param>
/// <param name="Departures">Stations beside the analysis; empty when the method does not tell.</param>
public sealed record MethodAnalysis(
    float[] MeanK, float[] SpreadK, IReadOnlyList<float[]> MembersK, IReadOnlyList<StationDeparture> Departures);
