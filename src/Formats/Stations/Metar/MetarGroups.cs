using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>Single groups of METAR reports. Each method gives null for what is not of its form, or states that nothing was observed.</summary>
internal static class MetarGroups
{
    private const double ZeroCelsius = 273.15, Knot = 1852.0 / 3600, PascalPerInch = 3386.389;

    /// <summary>Whether a group names the kind of report.</summary>
    public static bool IsName(ReadOnlySpan<byte> group) => group.SequenceEqual("METAR"u8) || group.SequenceEqual("SPECI"u8);

    /// <summary>The number of a correction, 0 for any other group.</summary>
    public static int Correction(ReadOnlySpan<byte> group) => BulletinHeading.Correction(group);

    /// <summary>Whether a group can be a location indicator: four capital letters or digits, the first a letter.</summary>
    public static bool IsStation(ReadOnlySpan<byte> group)
    {
        foreach (var c in group)
        {
            if (c is not ((>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')))
            {
                return false;
            }
        }

        return group.Length == 4 && group[0] >= 'A';
    }

    /// <summary>Whether a group is day, hour and minute.</summary>
    public static bool IsTime(ReadOnlySpan<byte> group) => group is [.., (byte)'Z'] && group.Length == 7 && Characters.AreDigits(group[..6]);

    /// <summary>Temperature and dew point in K of a body group <c>12/M03</c>, rounded to whole degrees; whether it is such a group.</summary>
    public static bool TryTemperatures(ReadOnlySpan<byte> group, out double? temperature, out double? dewPoint)
    {
        (temperature, dewPoint) = (null, null);
        var slash = group.IndexOf((byte)'/');
        if (slash is not (2 or 3) || !TryDegrees(group[..slash], out temperature))
        {
            return false;
        }

        var rest = group[(slash + 1)..];
        return Characters.AreSlashes(rest) || TryDegrees(rest, out dewPoint);
    }

    /// <summary>The same of the remark <c>T00671023</c> in tenths of a degree; the dew point may lack.</summary>
    public static bool TryPreciseTemperatures(ReadOnlySpan<byte> group, out double? temperature, out double? dewPoint)
    {
        (temperature, dewPoint) = (null, null);
        return group is [(byte)'T', ..] && group.Length is 5 or 9 && TryTenths(group[1..5], out temperature)
            && (group.Length == 5 || Characters.AreSlashes(group[5..]) || TryTenths(group[5..], out dewPoint));
    }

    /// <summary>The altimeter setting in Pa of <c>Q1013</c> or <c>A2992</c>.</summary>
    public static double? AltimeterPa(ReadOnlySpan<byte> group) =>
        group.Length == 5 && Characters.AreDigits(group[1..]) && Utf8Time.TryDigits(group[1..], out var value)
            ? group[0] switch { (byte)'Q' => value * 100.0, (byte)'A' => value / 100.0 * PascalPerInch, _ => null }
            : null;

    /// <summary>Amount of a remark <c>6RRRR</c> or <c>7RRRR</c> in mm; a trace (0000) is an amount of zero.</summary>
    public static double? AmountMm(ReadOnlySpan<byte> group, byte kind) =>
        group.Length == 5 && group[0] == kind && Utf8Time.TryDigits(group[1..], out var hundredths) ? Math.Round(hundredths * 0.254, 3) : null;

    /// <summary>Wind of <c>24009G17KT</c>: direction in degrees (null when variable or calm) and speed in m/s; whether it is such a group.</summary>
    public static bool TryWind(ReadOnlySpan<byte> group, out double? direction, out double? speed)
    {
        (direction, speed) = (null, null);
        var unit = group.EndsWith("KT"u8) ? Knot : group.EndsWith("MPS"u8) ? 1 : group.EndsWith("KMH"u8) ? 1 / 3.6 : 0;
        if (unit == 0 || group.Length < 7)
        {
            return false;
        }

        var mean = group[3..^(unit == Knot ? 2 : 3)];
        var gust = mean.IndexOf((byte)'G');
        mean = gust < 0 ? mean : mean[..gust];
        if (mean.Length is 2 or 3 && Utf8Time.TryDigits(mean, out var value))
        {
            speed = Math.Round(value * unit, 2);
            direction = value > 0 && Utf8Time.TryDigits(group[..3], out var degrees) && degrees <= 360 ? degrees : null;
        }

        return true;
    }

    private static bool TryDegrees(ReadOnlySpan<byte> text, out double? kelvin)
    {
        var negative = text is [(byte)'M', ..];
        var digits = negative ? text[1..] : text;
        var read = digits.Length == 2 & Utf8Time.TryDigits(digits, out var degrees);
        kelvin = read ? Math.Round((negative ? -degrees : degrees) + ZeroCelsius, 2) : null;
        return read;
    }

    private static bool TryTenths(ReadOnlySpan<byte> text, out double? kelvin)
    {
        var read = text[0] is (byte)'0' or (byte)'1' & Utf8Time.TryDigits(text[1..], out var tenths);
        kelvin = read ? Math.Round(((text[0] == '1' ? -tenths : tenths) / 10.0) + ZeroCelsius, 2) : null;
        return read;
    }
}
