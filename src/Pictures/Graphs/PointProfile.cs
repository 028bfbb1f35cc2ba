using Slams.Core.Analyses;
using Slams.Pictures.Fields;
using Slams.Pictures.Projections;

namespace Slams.Pictures.Graphs;

/// <summary>Temperatures above a point.</summary>
/// <param name="PressuresPa">Pressure of each level in Pa, ascending.</param>
/// <param name="MeanK">Ensemble mean at each level in K.</param>
/// <param name="SpreadK">Ensemble standard deviation at each level in K.</param>
/// <param name="MembersK">Each member at each level in K; empty when the file holds none.</param>
public sealed record PointProfile(
    IReadOnlyList<double> PressuresPa, IReadOnlyList<float> MeanK, IReadOnlyList<float> SpreadK, IReadOnlyList<IReadOnlyList<float>> MembersK)
{
    /// <summary>Interpolates an analysis to a point: bilinearly, as the service does for positions.</summary>
    /// <exception cref="InvalidDataException">The analysis has no fields.</exception>
    public static PointProfile Of(Analysis analysis, GeoPoint point)
    {
        Drawable.RequireFields(analysis);
        var stencil = analysis.Grid.Horizontal.Interpolate(point.LatitudeDegrees, point.LongitudeDegrees);
        var cells = analysis.Grid.Horizontal.CellCount;
        return new PointProfile(
            analysis.Grid.PressureLevelsPa, Column(analysis.MeanK), Column(analysis.SpreadK), [.. analysis.MembersK.Select(Column)]);

        float[] Column(float[] state) =>
            [.. Enumerable.Range(0, analysis.Grid.PressureLevelsPa.Count).Select(level => stencil.Apply(state.AsSpan(level * cells, cells)))];
    }
}
