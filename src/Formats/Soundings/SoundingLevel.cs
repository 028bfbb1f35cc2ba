namespace Slams.Formats.Soundings;

/// <summary>What one ascent observed at a pressure.</summary>
/// <param name="PressurePa">Pressure in Pa.</param>
/// <param name="HeightMetres">Geopotential height in m.</param>
/// <param name="TemperatureK">Air temperature in K.</param>
/// <param name="DewPointK">Dew point in K.</param>
public readonly record struct SoundingLevel(double PressurePa, double? HeightMetres, double? TemperatureK, double? DewPointK);
