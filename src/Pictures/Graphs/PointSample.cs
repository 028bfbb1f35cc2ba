using Slams.Core.Analyses;
using Slams.Core.Cycles;

namespace Slams.Pictures.Graphs;

/// <summary>What a series keeps of an analysis.</summary>
/// <param name="Cycle">Its cycle.</param>
/// <param name="Provenance">Where it comes from.</param>
/// <param name="MeanK">Ensemble mean at the point in K.</param>
/// <param name="SpreadK">Ensemble standard deviation at the point in K.</param>
internal sealed record PointSample(Cycle Cycle, AnalysisProvenance Provenance, float MeanK, float SpreadK);
