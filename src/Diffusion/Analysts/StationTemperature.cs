using Slams.Core.Grids;
using Slams.Core.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>One station temperature of a window, placed on the grid.</summary>
/// <param name="Reading">The report.</param>
/// <param name="At">Its place on the grid.</param>
/// <param name="ObservedK">Observed temperature in K, after corrections.</param>
/// <param name="ClimatologyK">Climatology there in K.</param>
/// <param name="BackgroundK">Background there in K.</param>
/// <param name="ErrorK">Standard deviation assumed for the observation in K.</param>
/// <param name="BackgroundErrorK">Standard deviation assumed for the background there in K.</param>
/// <param name="Flag">Verdict after the checks against the field.</param>
/// <param name="Reason">Reason in words; empty for an ordinary one.</param>
internal sealed record StationTemperature(
    StationReading Reading, BilinearStencil At, float ObservedK, float ClimatologyK, float BackgroundK, double ErrorK, float BackgroundErrorK, QualityFlag Flag,
    string Reason)
{
    /// <summary>Height of the model's surface there, m.</summary>
    public float SurfaceHeightM { get; init; }

    /// <summary>The error without what the history of the station and the density of the network add to it, K.</summary>
    public double PlainErrorK { get; init; } = ErrorK;

    /// <summary>What was added to the observation for its station's bias, K.</summary>
    public float BiasCorrectionK { get; init; }

    /// <summary>What was added to bring it from the station's height to the model's surface, K.</summary>
    public float HeightCorrectionK { get; init; }

    /// <summary>All that was added to what was reported, K.</summary>
    public float CorrectionK => HeightCorrectionK + BiasCorrectionK;

    /// <summary>The same with one more reason.</summary>
    public StationTemperature Because(string reason) =>
        reason.Length == 0 ? this : this with { Reason = Reason.Length == 0 ? reason : Reason + "; " + reason };
}
