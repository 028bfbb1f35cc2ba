using Slams.Core.Grids;
using Slams.Core.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>The precipitation of one report, placed on the grid; values are log(1 + mm in six hours).</summary>
/// <param name="Reading">The report.</param>
/// <param name="At">Its place on the grid.</param>
/// <param name="Observed">Observed.</param>
/// <param name="Climatology">Climatology there.</param>
/// <param name="Background">Background there.</param>
/// <param name="Deviation">Climatological standard deviation there.</param>
/// <param name="Error">Standard deviation assumed for it.</param>
/// <param name="Flag">Verdict.</param>
internal sealed record StationPrecipitation(
    StationReading Reading, BilinearStencil At, float Observed, float Climatology, float Background, float Deviation, float Error, QualityFlag Flag)
{
    /// <summary>Normalised anomaly.</summary>
    public float Anomaly => (Observed - Climatology) / Deviation;

    /// <summary>(σ_channel / σ_observation)².</summary>
    public float Precision => Deviation / Error * (Deviation / Error);
}
