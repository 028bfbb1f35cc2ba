using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Bulletins;

/// <summary>
/// What stands round the reports of WMO bulletins: the abbreviated heading <c>TTAAii CCCC YYGGgg [BBB]</c>, and lines that only
/// transmission needs.
/// </summary>
internal static class BulletinHeading
{
    /// <summary>Reads an abbreviated heading, which has its line for itself.</summary>
    /// <param name="line">The line.</param>
    /// <param name="correction">1 for CCA (or COR), 2 for CCB and so on; 0 for a first or delayed (RRx) bulletin.</param>
    public static bool TryParse(ReadOnlySpan<byte> line, out int correction)
    {
        correction = 0;
        var groups = new Groups(line);
        if (!groups.MoveNext() || !IsDesignator(groups.Current)
            || !groups.MoveNext() || groups.Current.Length != 4 || !Characters.AreLetters(groups.Current)
            || !groups.MoveNext() || groups.Current.Length != 6 || !Characters.AreDigits(groups.Current))
        {
            return false;
        }

        if (!groups.MoveNext())
        {
            return true;
        }

        var indicator = groups.Current;
        correction = Correction(indicator);
        return indicator.Length == 3 && Characters.AreLetters(indicator) && !groups.MoveNext();
    }

    /// <summary>The number of a correction as CCx or COR names it; 0 for anything else.</summary>
    public static int Correction(ReadOnlySpan<byte> indicator) =>
        indicator.SequenceEqual("COR"u8) ? 1
        : indicator is [(byte)'C', (byte)'C', >= (byte)'A' and <= (byte)'X'] ? indicator[2] - 'A' + 1
        : 0;

    /// <summary>Whether a line marks the start or the end of a message.</summary>
    public static bool IsMark(ReadOnlySpan<byte> line)
    {
        var groups = new Groups(line);
        groups.MoveNext();
        return groups.Current.StartsWith("ZCZC"u8) || groups.Current.StartsWith("NNNN"u8) || groups.Current.StartsWith("****"u8);
    }

    /// <summary>Whether a line can be the number of a message: three to five digits and nothing else.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> line)
    {
        var groups = new Groups(line);
        groups.MoveNext();
        return groups.Current.Length is >= 3 and <= 5 && Characters.AreDigits(groups.Current) && groups.Peek().IsEmpty;
    }

    private static bool IsDesignator(ReadOnlySpan<byte> group) =>
        group.Length is >= 4 and <= 6 && Characters.AreLetters(group[..4]) && (group.Length == 4 || Characters.AreDigits(group[4..]));
}
