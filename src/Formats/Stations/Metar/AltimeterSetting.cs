namespace Slams.Formats.Stations.Metar;

/// <summary>What an altimeter setting says of the pressure at the station: it is that pressure, reduced by the standard atmosphere.</summary>
internal static class AltimeterSetting
{
    private const double StandardPressurePa = 101_325, StandardTemperatureK = 288.15, LapseKPerMetre = 0.0065;

    // R L / g of the standard atmosphere.
    private const double Exponent = 0.190263;

    /// <summary>Pressure in Pa at an elevation in m; null where the two cannot be true.</summary>
    public static double? StationPressurePa(double? settingPa, double? elevationMetres)
    {
        if (settingPa is not { } setting || elevationMetres is not (> -500 and < 9000))
        {
            return null;
        }

        var fall = Math.Pow(StandardPressurePa, Exponent) * LapseKPerMetre * elevationMetres.Value / StandardTemperatureK;
        var power = Math.Pow(setting, Exponent) - fall;
        return power > 0 ? Math.Round(Math.Pow(power, 1 / Exponent)) : null;
    }
}
