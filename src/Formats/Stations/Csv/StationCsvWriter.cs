using System.Globalization;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Content;

namespace Slams.Formats.Stations.Csv;

/// <summary>Writes the project's station CSV. Numbers are written so that they read back as the same doubles.</summary>
public sealed class StationCsvWriter : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly bool _verdicts;

    /// <summary>Starts a file with its header.</summary>
    /// <param name="stream">Destination.</param>
    /// <param name="leaveOpen">Whether the destination stays open.</param>
    /// <param name="verdicts">Whether columns <c>flag</c> and <c>reason</c> follow, which readers of the format pass over.</param>
    public StationCsvWriter(Stream stream, bool leaveOpen = false, bool verdicts = false)
    {
        _verdicts = verdicts;
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _writer = new StreamWriter(stream, utf8, 64 * 1024, leaveOpen) { NewLine = "\n" };
        _writer.WriteLine(string.Join(',', StationCsvHeader.Names) + (verdicts ? ",flag,reason" : ""));
    }

    /// <summary>Writes one reading.</summary>
    /// <exception cref="ArgumentException">The station id holds a control character.</exception>
    public void Write(StationReading reading)
    {
        WriteId(reading.StationId);
        _writer.Write(',');
        if (reading.Time is { } time)
        {
            var format = time.UtcTicks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
            _writer.Write(time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
        }

        WriteNumber(reading.LatitudeDegrees);
        WriteNumber(reading.LongitudeDegrees);
        WriteNumber(reading.ElevationMetres);
        WriteNumber(reading.AirTemperatureK);
        WriteNumber(reading.Precipitation6hMm);
        WriteNumber(reading.DewPointK);
        WriteNumber(reading.SurfacePressurePa);
        WriteNumber(reading.WindSpeedMetresPerSecond);
        WriteNumber(reading.WindFromDirectionDegrees);
        if (_verdicts)
        {
            _writer.Write(',');
            _writer.Write(reading.Flag.ToString());
            _writer.Write(',');
            _writer.Write(CsvText.QuoteAny(reading.FlagReason));
        }

        _writer.WriteLine();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void WriteId(string id)
    {
        if (id.Any(char.IsControl))
        {
            throw new ArgumentException("A station id must be printable.", nameof(id));
        }

        _writer.Write(CsvText.Quote(id));
    }

    private void WriteNumber(double? value)
    {
        _writer.Write(',');
        if (value is { } number)
        {
            Span<char> text = stackalloc char[32];
            number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            _writer.Write(text[..length]);
        }
    }
}
