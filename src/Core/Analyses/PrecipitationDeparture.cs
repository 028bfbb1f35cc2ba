using Slams.Core.Observations;

namespace Slams.Core.Analyses;

/// <summary>
/// The precipitation of one report beside its model equivalents, all as the logarithm that is assimilated: log(1 + mm in six hours), without unit.
/// </summary>
/// <param name="StationId">Station.</param>
/// <param name="LatitudeDegrees">Degrees north.</param>
/// <param name="LongitudeDegrees">Degrees east.</param>
/// <param name="Observed">Logarithm of the observed amount.</param>
/// <param name="Background">Background equivalent (climatology when there was no previous analysis).</param>
/// <param name="Analysis">Ensemble mean of the equivalents.</param>
/// <param name="AnalysisSpread">Their standard deviation (n−1), as sampled: no calibration of the spread knows precipitation.</param>
/// <param name="Climatology">Climatological equivalent.</param>
/// <param name="Flag">Whether it was assimilated, passive or rejected.</param>
/// <param name="Use">How it was assimilated.</param>
public sealed record PrecipitationDeparture(
    string StationId, double LatitudeDegrees, double LongitudeDegrees, float Observed, float Background, float Analysis, float AnalysisSpread,
    float Climatology, QualityFlag Flag, ObservationUse Use);
