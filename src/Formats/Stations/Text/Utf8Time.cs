using System.Globalization;
using System.Text;

namespace Slams.Formats.Stations.Text;

/// <summary>Times from UTF-8 text.</summary>
internal static class Utf8Time
{
    private const int LongestText = 40;

    /// <summary>Parses ISO 8601; without an offset the time is UTC.</summary>
    public static bool TryParseIso(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        // yyyy-MM-ddTHH:mm:ss with or without Z, the forms that nearly every file has.
        if ((text.Length == 19 || (text.Length == 20 && text[19] == 'Z')) && text[4] == '-' && text[7] == '-' && text[10] is (byte)'T' or (byte)' '
            && text[13] == ':' && text[16] == ':'
            && TryDigits(text[..4], out var year) && TryDigits(text[5..7], out var month) && TryDigits(text[8..10], out var day)
            && TryDigits(text[11..13], out var hour) && TryDigits(text[14..16], out var minute) && TryDigits(text[17..19], out var second))
        {
            return TryMake(year, month, day, hour, minute, second, out time);
        }

        time = default;
        return text.Length is >= 10 and <= LongestText && text[4] == '-'
            && DateTimeOffset.TryParse(
                Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>Parses digits only.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return text.Length > 0 && text[0] is not ((byte)'+' or (byte)'-') && Utf8Number.TryParseFixed(text, out value);
    }

    /// <summary>A UTC time from its parts, unless they name no instant.</summary>
    public static bool TryMake(int year, int month, int day, int hour, int minute, int second, out DateTimeOffset time)
    {
        time = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }
}
