using Slams.Core.Grids;
using Slams.Core.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>One station temperature of a window, placed on the grid.</summary>
/// <param name="Reading">The report.</param>
/// <param name="At">Its place on the grid.</param>
/// <param name="ObservedK">Observed temperature in K.</param>
/// <param name="ClimatologyK">Climatology there in K.</param>
/// <param name="BackgroundK">Background there in K.</param>
/// <param name="BackgroundErrorK">Standard deviation assumed for the background there in K.</param>
/// <param name="Flag">Verdict after the checks against the field.</param>
/// <param name="Reason">Reason in words; empty for an ordinary one.</param>
internal sealed record StationTemperature(
    StationReading Reading, BilinearStencil At, float ObservedK, float ClimatologyK, float BackgroundK, float BackgroundErrorK, QualityFlag Flag,
    string Reason);
