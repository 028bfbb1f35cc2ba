using Slams.Core.Observations;

namespace Slams.Core.Analyses;

/// <summary>One observation of any kind beside its model equivalents, in the unit that it is assimilated in; NaN where a number is missing.</summary>
/// <param name="Quantity">What was observed, of <see cref="FeedbackQuantities"/>.</param>
/// <param name="SourceId">Station, or platform of a frame.</param>
/// <param name="Observed">Observed value, after any correction.</param>
/// <param name="Background">Background equivalent (climatology when there was no previous analysis).</param>
/// <param name="Analysis">Analysis-mean equivalent.</param>
/// <param name="Climatology">Climatological equivalent.</param>
/// <param name="Error">Standard deviation assumed for the observation.</param>
/// <param name="Weight">0 where it was not assimilated; NaN where that is not told.</param>
/// <param name="BackgroundError">Standard deviation that the checks assumed for the background.</param>
/// <param name="Flag">Verdict.</param>
public readonly record struct ObservationDeparture(
    string Quantity, string SourceId, float Observed, float Background, float Analysis, float Climatology, float Error, float Weight,
    float BackgroundError, QualityFlag Flag)
{
    /// <summary>A station temperature.</summary>
    public static ObservationDeparture Of(StationDeparture d) => new(
        FeedbackQuantities.AirTemperature, d.StationId, d.ObservedK, d.BackgroundK, d.AnalysisK, d.ClimatologyK, d.Use?.Error ?? float.NaN,
        d.Use?.Weight ?? float.NaN, d.BackgroundErrorK, d.Flag);

    /// <summary>Whether it was assimilated and both of its departures are known.</summary>
    public bool IsUsed => Flag == QualityFlag.Assimilated && Weight is not 0 && float.IsFinite(Observed - Background) && float.IsFinite(Observed - Analysis);
}
