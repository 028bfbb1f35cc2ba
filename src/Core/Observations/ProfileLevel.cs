namespace Slams.Core.Observations;

/// <summary>What a profile has at one pressure.</summary>
/// <param name="PressurePa">Pressure, Pa.</param>
/// <param name="TemperatureK">Air temperature, K; NaN where missing.</param>
/// <param name="Flag">Verdict on the level; one that is flagged is not assimilated, the others of its profile are.</param>
public readonly record struct ProfileLevel(float PressurePa, float TemperatureK, QualityFlag Flag = QualityFlag.Assimilated);
