using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>What single groups are, and their values, which are null for what was not observed, <c>/</c>, or has another form.</summary>
internal static class TempGroups
{
    private const double ZeroCelsius = 273.15;

    // Directions in tens of degrees, 5 degrees being in the speed; 99 is variable.
    private const int MaximumDirection = 36, Variable = 99;

    /// <summary>
    /// Temperature and dew point in K of <c>TTTaDD</c>: whole degrees, tenths whose parity is the sign (odd is below zero), and the depression of the
    /// dew point, to 50 in tenths of a degree, from 56 in degrees above 50.
    /// </summary>
    public static (double? TemperatureK, double? DewPointK) Temperature(ReadOnlySpan<byte> group)
    {
        if (group.Length != 5 || !Utf8Time.TryDigits(group[..3], out var tenths))
        {
            return default;
        }

        tenths = tenths % 2 == 0 ? tenths : -tenths;
        double? dewPoint = Utf8Time.TryDigits(group[3..], out var code) && Depression(code) is { } depression
            ? Math.Round(((tenths - depression) / 10.0) + ZeroCelsius, 2)
            : null;
        return (Math.Round((tenths / 10.0) + ZeroCelsius, 2), dewPoint);
    }

    /// <summary>Whether a group can be a wind <c>ddfff</c>: directions end at 36.</summary>
    public static bool CanBeWind(ReadOnlySpan<byte> group) =>
        group.Length == 5 && (!Utf8Time.TryDigits(group[..2], out var direction) || direction is <= MaximumDirection or Variable);

    /// <summary>
    /// Whether a group begins a section after the levels: 21212 (winds), 31313, 41414, and those of regions and nations, 51515 to 69696. 50505 and 60606
    /// are none of them, nor are the levels 55555 and 66666.
    /// </summary>
    public static bool IsSection(ReadOnlySpan<byte> group) =>
        group.SequenceEqual("21212"u8) || group.SequenceEqual("31313"u8) || group.SequenceEqual("41414"u8)
        || (group.Length == 5 && group[0] is (byte)'5' or (byte)'6' && group[0] != group[1] && group[1] is >= (byte)'1' and <= (byte)'9'
            && group[2] == group[0] && group[4] == group[0] && group[3] == group[1]);

    /// <summary>Tenths of a degree; null for the codes between, which are not used.</summary>
    private static int? Depression(int code) => code switch { <= 50 => code, >= 56 => (code - 50) * 10, _ => null };
}
