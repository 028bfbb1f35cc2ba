using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Rejects reports whose values contradict each other: air is never drier than saturated, so its dew point is not above its temperature; and
/// pressure at the station goes with its height. Which of two values is wrong cannot be told, so the temperature is not used.
/// </summary>
/// <param name="dewPointToleranceK">By how much the dew point may be above the temperature, K: rounding, and the errors of two sensors.</param>
/// <param name="pressureTolerance">By which part the pressure may be off that of the standard atmosphere at the station's height.</param>
public sealed class ConsistencyCheck(double dewPointToleranceK, double pressureTolerance) : IReadingCheck
{
    // ICAO standard atmosphere (Doc 7488), below 11 km.
    private const double SeaLevelPressurePa = 101_325, LapsePerMetre = 2.25577e-5, Exponent = 5.25588;

    /// <inheritdoc/>
    public string Name => "consistency";

    /// <summary>Pressure of the standard atmosphere in Pa.</summary>
    /// <param name="heightMetres">Height above mean sea level in m, below 11,000.</param>
    public static double StandardPressurePa(double heightMetres) => SeaLevelPressurePa * Math.Pow(1 - (LapsePerMetre * heightMetres), Exponent);

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        if (reading.DewPointK is { } dewPoint && reading.AirTemperatureK is { } temperature && dewPoint > temperature + dewPointToleranceK)
        {
            verdict.FlagAirTemperature(
                QualityFlag.Inconsistent, ReadingFindings.DewPointAboveTemperature,
                Invariant($"dew point {dewPoint:0.##} K is above air temperature {temperature:0.##} K (at most by {dewPointToleranceK:0.##} K)"));
        }

        if (reading.SurfacePressurePa is { } pressure && reading.ElevationMetres is > -500 and < 9000 and var height)
        {
            var expected = StandardPressurePa(height);
            if (Math.Abs((pressure / expected) - 1) > pressureTolerance)
            {
                verdict.FlagReading(
                    QualityFlag.Inconsistent, ReadingFindings.PressureAgainstElevation,
                    Invariant($"pressure {pressure / 100:0.#} hPa does not go with a height of {height:0} m ")
                    + Invariant($"(standard {expected / 100:0.#} hPa, within {pressureTolerance:P0})"));
            }
        }
    }
}
