using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>Rejects values that no weather has produced. The range is wide on purpose: -64 °C at the South Pole is genuine.</summary>
/// <param name="minimumTemperatureK">Lowest temperature accepted, K.</param>
/// <param name="maximumTemperatureK">Highest temperature accepted, K.</param>
/// <param name="maximumPrecipitation6hMm">Most precipitation accepted in six hours, mm.</param>
public sealed class PhysicalRangeCheck(
    double minimumTemperatureK, double maximumTemperatureK, double maximumPrecipitation6hMm) : IReadingCheck
{
    /// <inheritdoc/>
    public string Name => "range";

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        // Written as "not within" so that NaN is refused as well.
        if (reading.AirTemperatureK is { } temperature && !(temperature >= minimumTemperatureK && temperature <= maximumTemperatureK))
        {
            verdict.FlagAirTemperature(
                QualityFlag.OutOfRange, ReadingFindings.AirTemperatureOutOfRange,
                Invariant($"air temperature {temperature:0.##} K is outside {minimumTemperatureK:0.##} to {maximumTemperatureK:0.##} K"));
        }

        if (reading.Precipitation6hMm is { } precipitation && !(precipitation >= 0 && precipitation <= maximumPrecipitation6hMm))
        {
            verdict.FlagPrecipitation(
                QualityFlag.OutOfRange, ReadingFindings.PrecipitationOutOfRange,
                Invariant($"precipitation {precipitation:0.##} mm is outside 0 to {maximumPrecipitation6hMm:0.##} mm"));
        }
    }
}
