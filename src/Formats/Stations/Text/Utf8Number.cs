using System.Globalization;

namespace Slams.Formats.Stations.Text;

/// <summary>Numbers from UTF-8 text without allocation.</summary>
internal static class Utf8Number
{
    private const int ExactDigits = 15;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Parses plain or exponent notation with a decimal point; blanks round it are allowed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        // Up to 15 digits and a power of ten up to 10^15 are exact doubles, so one division gives the correctly rounded number.
        var negative = text.Length > 0 && text[0] == '-';
        var mantissa = 0L;
        int digits = 0, decimals = -1;
        for (var i = negative ? 1 : 0; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (text[i] == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                digits = 0;
                break;
            }

            if (digits > ExactDigits)
            {
                break;
            }
        }

        if (digits is 0 or > ExactDigits)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        value = mantissa / PowersOfTen[Math.Max(decimals, 0)];
        value = negative ? -value : value;
        return true;
    }

    /// <summary>Parses a fixed-width integer of digits with an optional sign in the first place.</summary>
    public static bool TryParseFixed(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        var signed = text.Length > 0 && text[0] is (byte)'+' or (byte)'-';
        var digits = signed ? text[1..] : text;
        if (digits.Length is 0 or > 9)
        {
            return false;
        }

        foreach (var c in digits)
        {
            if ((uint)(c - '0') > 9)
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        value = signed && text[0] == '-' ? -value : value;
        return true;
    }
}
