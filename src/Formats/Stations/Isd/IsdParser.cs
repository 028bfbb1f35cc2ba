using Slams.Core.Observations;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Isd;

/// <summary>Parses full ISD records. Offsets are those of the format document, counted from 0.</summary>
internal sealed class IsdParser(string source) : ILineParser
{
    private const int MandatoryLength = 105;
    private const double ZeroCelsius = 273.15;

    private readonly StationIdPool _ids = new();

    /// <summary>Whether bytes begin with the control section of a record.</summary>
    public static bool LooksLikeRecord(ReadOnlySpan<byte> line) =>
        line.Length >= MandatoryLength
        && Utf8Time.TryDigits(line[..4], out _) && Utf8Time.TryDigits(line[15..23], out _) && Utf8Time.TryDigits(line[23..27], out _)
        && IsSign(line[28]) && IsSign(line[34]) && IsSign(line[46]) && IsSign(line[87]) && IsSign(line[93]);

    public StationItem? Parse(ReadOnlySpan<byte> line, long number)
    {
        if (!LooksLikeRecord(line))
        {
            return LineStations.Unreadable(source, number, "The line is no ISD record.", line);
        }

        Utf8Time.TryDigits(line[..4], out var additional);
        if (line.Length < MandatoryLength + additional)
        {
            return LineStations.Unreadable(
                source, number, $"The record announces {additional} additional characters and has {line.Length - MandatoryLength}.", line);
        }

        if (!TryTime(line, out var time) || StationId(line) is not { } id)
        {
            return LineStations.Unreadable(source, number, "The date or the station number is impossible.", line);
        }

        // A summary's time is the end of its day or month, its values are not those of that instant.
        var summary = line[41..44].SequenceEqual("SOD"u8) || line[41..44].SequenceEqual("SOM"u8);
        var rest = line[MandatoryLength..(MandatoryLength + additional)];
        return StationItem.Of(new StationReading
        {
            StationId = id,
            Time = time,
            LatitudeDegrees = Scaled(line[28..34], 99999, 1000),
            LongitudeDegrees = Scaled(line[34..41], 999999, 1000),
            ElevationMetres = Scaled(line[46..51], 9999, 1),
            AirTemperatureK = summary ? null : Kelvin(line[87..92], line[92]),
            DewPointK = summary ? null : Kelvin(line[93..98], line[98]),
            WindFromDirectionDegrees = summary ? null : Checked(Scaled(line[60..63], 999, 1), line[63]),
            WindSpeedMetresPerSecond = summary ? null : Checked(Scaled(line[65..69], 9999, 10), line[69]),
            Precipitation6hMm = summary ? null : IsdAdditionalData.Precipitation6hMm(rest),
            SurfacePressurePa = summary ? null : IsdAdditionalData.StationPressurePa(rest),
            Source = source,
            SourceRecord = number,
        });
    }

    /// <summary>A fixed-width number over a divisor; null for the fill value or anything that is no number.</summary>
    public static double? Scaled(ReadOnlySpan<byte> text, int fill, double divisor) =>
        Utf8Number.TryParseFixed(text, out var value) && value != fill ? value / divisor : null;

    /// <summary>The value unless the archive marks it erroneous.</summary>
    public static double? Checked(double? value, byte quality) => quality is (byte)'3' or (byte)'7' ? null : value;

    private static double? Kelvin(ReadOnlySpan<byte> text, byte quality) =>
        Checked(Scaled(text, 9999, 10), quality) is { } celsius ? Math.Round(celsius + ZeroCelsius, 2) : null;

    private static bool TryTime(ReadOnlySpan<byte> line, out DateTimeOffset time)
    {
        Utf8Time.TryDigits(line[15..23], out var date);
        Utf8Time.TryDigits(line[23..27], out var clock);
        return Utf8Time.TryMake(date / 10000, date / 100 % 100, date % 100, clock / 100, clock % 100, 0, out time);
    }

    private string? StationId(ReadOnlySpan<byte> line)
    {
        Span<byte> id = stackalloc byte[12];
        line[4..10].CopyTo(id);
        id[6] = (byte)'-';
        line[10..15].CopyTo(id[7..]);
        return id.Contains((byte)' ') ? null : _ids.Get(id);
    }

    private static bool IsSign(byte c) => c is (byte)'+' or (byte)'-';
}
