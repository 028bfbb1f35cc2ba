using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Isd;

/// <summary>Groups of the additional data section of an ISD record.</summary>
internal static class IsdAdditionalData
{
    // AAn: period (2), depth in 0.1 mm (4), condition (1), quality (1).
    // MA1: altimeter (5), quality, station pressure in 0.1 hPa (5), quality.
    private const int PrecipitationLength = 11, PressureLength = 15;

    /// <summary>The amount that one group states for six hours, in mm.</summary>
    public static double? Precipitation6hMm(ReadOnlySpan<byte> additional)
    {
        var data = WithoutRemarks(additional);
        for (var group = (byte)'1'; group <= '4'; group++)
        {
            var found = Find(data, [(byte)'A', (byte)'A', group], PrecipitationLength, IsPrecipitation);
            if (!found.IsEmpty && found[3..5].SequenceEqual("06"u8) && IsComplete(found[9])
                && IsdParser.Checked(IsdParser.Scaled(found[5..9], 9999, 10), found[10]) is { } amount)
            {
                return amount;
            }
        }

        return null;
    }

    /// <summary>The pressure at the station, in Pa.</summary>
    public static double? StationPressurePa(ReadOnlySpan<byte> additional)
    {
        var found = Find(WithoutRemarks(additional), "MA1"u8, PressureLength, IsPressure);
        return found.IsEmpty ? null : IsdParser.Checked(IsdParser.Scaled(found[9..14], 99999, 1), found[14]) * 10;
    }

    private delegate bool Check(ReadOnlySpan<byte> group);

    /// <summary>
    /// The group with a key. Lengths of all the groups before it would be needed to walk there; instead the key is searched and
    /// what follows must have the form of the group.
    /// </summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> data, ReadOnlySpan<byte> key, int length, Check check)
    {
        for (var at = data.IndexOf(key); at >= 0 && at + length <= data.Length;)
        {
            if (check(data.Slice(at, length)))
            {
                return data.Slice(at, length);
            }

            var next = data[(at + 1)..].IndexOf(key);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return default;
    }

    private static ReadOnlySpan<byte> WithoutRemarks(ReadOnlySpan<byte> additional)
    {
        if (!additional.StartsWith("ADD"u8))
        {
            return default;
        }

        var remarks = additional.IndexOf("REM"u8);
        return remarks < 0 ? additional : additional[..remarks];
    }

    private static bool IsPrecipitation(ReadOnlySpan<byte> group) =>
        Utf8Time.TryDigits(group[3..9], out _) && IsCode(group[9]) && IsCode(group[10]);

    private static bool IsPressure(ReadOnlySpan<byte> group) =>
        Utf8Time.TryDigits(group[3..8], out _) && IsCode(group[8]) && Utf8Time.TryDigits(group[9..14], out _) && IsCode(group[14]);

    /// <summary>
    /// Conditions 1 (impossible or inaccurate), 4-8 (accumulated, deleted, missing), I and J (incomplete) are no six-hour sum.
    /// Condition 3 reads "begin of an accumulated period" but is what the archive sets on the ordinary amounts of SYNOP reports:
    /// in the sample files it agrees with group 6RRRt of the raw report kept in the remarks.
    /// </summary>
    public static bool IsComplete(byte condition) =>
        condition is not ((byte)'1' or (>= (byte)'4' and <= (byte)'8') or (byte)'I' or (byte)'J');

    private static bool IsCode(byte c) => c is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z');
}
