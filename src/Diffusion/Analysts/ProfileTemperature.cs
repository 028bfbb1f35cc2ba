using Slams.Core.Grids;
using Slams.Core.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>One temperature of a profile, placed on the grid and between two levels of the model, linear in the logarithm of pressure.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="At">Its place on the grid.</param>
/// <param name="PressurePa">Pressure, Pa.</param>
/// <param name="Level">Level of the model above, or the only one.</param>
/// <param name="NextLevel">The level below it.</param>
/// <param name="Weight">Weight of the level below, 0 to 1.</param>
/// <param name="ObservedK">Observed temperature in K.</param>
/// <param name="Flag">Verdict.</param>
internal sealed record ProfileTemperature(
    TemperatureProfile Profile, BilinearStencil At, float PressurePa, int Level, int NextLevel, float Weight, float ObservedK, QualityFlag Flag)
{
    /// <summary>Climatology there in K.</summary>
    public float ClimatologyK { get; init; }

    /// <summary>Background there in K.</summary>
    public float BackgroundK { get; init; }

    /// <summary>Climatological standard deviation of the level above there, K.</summary>
    public float DeviationK { get; init; }

    /// <summary>The same of the level below, K.</summary>
    public float NextDeviationK { get; init; }

    /// <summary>Standard deviation assumed for the background there in K.</summary>
    public float BackgroundErrorK { get; init; }

    /// <summary>Reason of the flag in words; empty for an ordinary one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What fields <c>[channel, latitude, longitude]</c>, which begin with the temperatures of the levels, have there.</summary>
    public float Apply(ReadOnlySpan<float> fields, int cells) =>
        ((1 - Weight) * At.Apply(fields.Slice(Level * cells, cells))) + (Weight * At.Apply(fields.Slice(NextLevel * cells, cells)));
}
