using System.Text;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Igra;

/// <summary>The two kinds of lines; columns as the description of the format counts them, from 1.</summary>
internal static class IgraLines
{
    private const double ZeroCelsius = 273.15;
    private const int Missing = -9999, Removed = -8888, LevelBytes = 51, HeaderBytes = 71, Unknown = 99;

    /// <summary>Whether a line is the header of a sounding.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line) => line.Length >= HeaderBytes && line[0] == '#' && TryHeader(line, out _, out _);

    /// <summary>Reads a header; its sounding has no levels yet.</summary>
    public static bool TryHeader(ReadOnlySpan<byte> line, out Sounding? sounding, out int levels)
    {
        (sounding, levels) = (null, 0);
        if (line.Length < HeaderBytes || !TryNumber(line, 14, 17, out var year) || !TryNumber(line, 19, 20, out var month) || !TryNumber(line, 22, 23, out var day)
            || !TryNumber(line, 25, 26, out var hour) || !TryNumber(line, 28, 31, out var release) || !TryNumber(line, 33, 36, out levels)
            || !TryNumber(line, 56, 62, out var latitude) || !TryNumber(line, 64, 71, out var longitude) || levels < 0)
        {
            return false;
        }

        var id = line[1..12].Trim((byte)' ');
        if (id.IsEmpty || id.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return false;
        }

        // Without a nominal hour the sounding is at that of its release, whose minutes may be missing alone.
        var minute = release % 100;
        var timed = hour == Unknown
            ? Utf8Time.TryMake(year, month, day, release / 100, minute == Unknown ? 0 : minute, 0, out var time)
            : Utf8Time.TryMake(year, month, day, hour, 0, 0, out time);
        sounding = new Sounding
        {
            StationId = Encoding.ASCII.GetString(id),
            Time = timed ? time : null,
            LatitudeDegrees = latitude / 1e4,
            LongitudeDegrees = longitude / 1e4,
            Levels = [],
        };
        return true;
    }

    /// <summary>Reads a level; without a pressure it is null.</summary>
    public static bool TryLevel(ReadOnlySpan<byte> line, out SoundingLevel? level)
    {
        level = null;
        if (line.Length < LevelBytes || !TryNumber(line, 10, 15, out var pressure) || !TryNumber(line, 17, 21, out var height)
            || !TryNumber(line, 23, 27, out var temperature) || !TryNumber(line, 35, 39, out var depression))
        {
            return false;
        }

        var hasTemperature = IsThere(temperature);
        var value = new SoundingLevel(
            pressure,
            IsThere(height) ? height : null,
            hasTemperature ? Math.Round((temperature / 10.0) + ZeroCelsius, 2) : null,
            hasTemperature && IsThere(depression) ? Math.Round(((temperature - depression) / 10.0) + ZeroCelsius, 2) : null);
        level = IsThere(pressure) && value is { HeightMetres: not null } or { TemperatureK: not null } ? value : null;
        return true;
    }

    private static bool IsThere(int value) => value is not (Missing or Removed);

    private static bool TryNumber(ReadOnlySpan<byte> line, int first, int last, out int value)
    {
        var text = line[(first - 1)..last].Trim((byte)' ');
        return System.Buffers.Text.Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
    }
}
