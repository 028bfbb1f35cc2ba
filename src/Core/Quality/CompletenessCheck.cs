using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>Marks absent values. One absent value is ordinary and needs no reason in words; a report without any does.</summary>
public sealed class CompletenessCheck : IReadingCheck
{
    /// <inheritdoc/>
    public string Name => "completeness";

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        if (reading.AirTemperatureK is null)
        {
            verdict.FlagAirTemperature(
                QualityFlag.Missing, ReadingFindings.AirTemperatureMissing,
                reading.Precipitation6hMm is null ? "no air temperature and no precipitation" : "");
        }

        if (reading.Precipitation6hMm is null)
        {
            verdict.FlagPrecipitation(QualityFlag.Missing, ReadingFindings.PrecipitationMissing, "");
        }
    }
}
