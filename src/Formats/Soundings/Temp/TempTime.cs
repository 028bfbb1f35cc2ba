using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>The group <c>YYGGId</c>: day, to which 50 is added where winds are in knots, hour, and the highest standard level with a wind.</summary>
/// <param name="Day">Day of the month.</param>
/// <param name="Hour">Hour, UTC: the nominal one.</param>
/// <param name="Winds">Hundreds of hPa of that level, in parts C and D tens; 0 for 1000 hPa, null where no level has a wind. In parts B and D it means something else.</param>
internal readonly record struct TempTime(int Day, int Hour, int? Winds)
{
    private const int InKnots = 50;

    /// <summary>Reads the group.</summary>
    public static bool TryParse(ReadOnlySpan<byte> group, out TempTime time)
    {
        time = default;
        if (group.Length != 5 || !Utf8Time.TryDigits(group[..2], out var day) || !Utf8Time.TryDigits(group[2..4], out var hour)
            || (group[4] != '/' && !Utf8Time.TryDigits(group[4..], out _)))
        {
            return false;
        }

        day = day > InKnots ? day - InKnots : day;
        time = new TempTime(day, hour, group[4] == '/' ? null : group[4] - '0');
        return day is >= 1 and <= 31 && hour <= 23;
    }
}
