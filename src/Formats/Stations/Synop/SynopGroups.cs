using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Synop;

/// <summary>Values of single groups. Each is null for what was not observed, <c>/</c>, or has another form.</summary>
internal static class SynopGroups
{
    private const double ZeroCelsius = 273.15;

    /// <summary>Whether a group has five places with digits and slashes.</summary>
    public static bool IsCoded(ReadOnlySpan<byte> group)
    {
        foreach (var c in group)
        {
            if (c is not ((>= (byte)'0' and <= (byte)'9') or (byte)'/'))
            {
                return false;
            }
        }

        return group.Length == 5;
    }

    /// <summary>Temperature in K of <c>1snTTT</c> and <c>2snTdTdTd</c>.</summary>
    public static double? Kelvin(ReadOnlySpan<byte> group) =>
        group[1] is (byte)'0' or (byte)'1' && Utf8Time.TryDigits(group[2..], out var tenths)
            ? Math.Round(((group[1] == '1' ? -tenths : tenths) / 10.0) + ZeroCelsius, 2)
            : null;

    /// <summary>Pressure in Pa of <c>3PPPP</c>, tenths of hPa without their thousands; the tenth may lack.</summary>
    public static double? Pascal(ReadOnlySpan<byte> group)
    {
        if (!Utf8Time.TryDigits(group[1..4], out var hectopascals) || (group[4] != '/' && !Utf8Time.TryDigits(group[4..], out _)))
        {
            return null;
        }

        var pascals = (hectopascals * 100) + (group[4] == '/' ? 0 : (group[4] - '0') * 10);
        return hectopascals < 500 ? pascals + 100_000 : pascals;
    }

    /// <summary>Direction in degrees of the wind in <c>Nddff</c>; null when calm or variable.</summary>
    public static double? WindDirection(ReadOnlySpan<byte> group) =>
        Utf8Time.TryDigits(group[1..3], out var tens) && tens is >= 1 and <= 36 ? tens * 10 : null;

    /// <summary>
    /// What <c>6RRRtR</c> says of the last six hours in mm: an amount of six hours, or of a longer period without any. A trace is zero.
    /// </summary>
    public static double? Precipitation6hMm(ReadOnlySpan<byte> group)
    {
        if (!Utf8Time.TryDigits(group[1..4], out var code))
        {
            return null;
        }

        var amount = code switch { <= 989 => code, 990 => 0, _ => (code - 990) / 10.0 };
        return group[4] switch
        {
            (byte)'1' => amount,
            // 12, 18, 24, 9 and 15 hours.
            (byte)'2' or (byte)'3' or (byte)'4' or (byte)'8' or (byte)'9' when amount == 0 => 0,
            _ => null,
        };
    }
}
