using Slams.Core.Analyses;

namespace Slams.Pictures.Graphs;

/// <summary>Temperatures of one run at a point and level through time. Where there is no analysis, the values are NaN.</summary>
/// <param name="Newest">Where the last analysis comes from.</param>
/// <param name="Times">Times of analysis, ascending.</param>
/// <param name="MeanK">Ensemble mean at each time in K.</param>
/// <param name="SpreadK">Ensemble standard deviation at each time in K.</param>
public sealed record RunSeries(
    AnalysisProvenance Newest, IReadOnlyList<DateTimeOffset> Times, IReadOnlyList<float> MeanK, IReadOnlyList<float> SpreadK)
{
    /// <summary>The run.</summary>
    public string RunId => Newest.RunId;
}
