using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Synop;

/// <summary>The group <c>YYGGiw</c>: day and hour, and the unit of the wind.</summary>
/// <param name="Day">Day of the month; 0 when the group is not known.</param>
/// <param name="Hour">Hour, UTC.</param>
/// <param name="WindUnit">m/s per unit of the wind; null when the group does not tell.</param>
internal readonly record struct SynopTime(int Day, int Hour, double? WindUnit)
{
    private const double Knot = 1852.0 / 3600;

    /// <summary>Whether there is a time.</summary>
    public bool IsKnown => Day > 0;

    /// <summary>Whether it is one of the hours for which amounts of six hours and more are reported.</summary>
    public bool IsMainHour => Hour % 6 == 0;

    /// <summary>Reads the group.</summary>
    public static bool TryParse(ReadOnlySpan<byte> group, out SynopTime time)
    {
        time = default;
        if (group.Length != 5 || !Utf8Time.TryDigits(group[..2], out var day) || !Utf8Time.TryDigits(group[2..4], out var hour)
            || day is < 1 or > 31 || hour > 23 || group[4] is not ((byte)'0' or (byte)'1' or (byte)'3' or (byte)'4' or (byte)'/'))
        {
            return false;
        }

        time = new SynopTime(day, hour, group[4] switch { (byte)'/' => null, < (byte)'3' => 1, _ => Knot });
        return true;
    }
}
