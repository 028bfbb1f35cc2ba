using System.Globalization;
using System.Text;
using Slams.Formats.Content;

namespace Slams.Formats.Soundings;

/// <summary>Writes soundings as CSV, a line for each level. Numbers are written so that they read back as the same doubles.</summary>
public sealed class SoundingCsvWriter : IDisposable
{
    private readonly StreamWriter _writer;

    /// <summary>Starts a file with its header.</summary>
    /// <param name="stream">Destination.</param>
    /// <param name="leaveOpen">Whether the destination stays open.</param>
    public SoundingCsvWriter(Stream stream, bool leaveOpen = false)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024, leaveOpen) { NewLine = "\n" };
        _writer.WriteLine("station_id,time,latitude,longitude,elevation_m,pressure_Pa,geopotential_height_m,air_temperature_K,dew_point_K");
    }

    /// <summary>Writes the levels of a sounding.</summary>
    public void Write(Sounding sounding)
    {
        var start = string.Create(
            CultureInfo.InvariantCulture,
            $"{CsvText.QuoteAny(sounding.StationId)},{sounding.Time?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{sounding.LatitudeDegrees},{sounding.LongitudeDegrees},{sounding.ElevationMetres}");
        foreach (var level in sounding.Levels)
        {
            _writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{start},{level.PressurePa},{level.HeightMetres},{level.TemperatureK},{level.DewPointK}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
