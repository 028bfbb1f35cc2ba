namespace Slams.Core.Windows;

/// <summary>Who sent up a sounding, under whatever name: formats write the number that WMO gave a station in ways of their own.</summary>
internal static class SoundingStation
{
    private const string WmoPrefix = "0-20000-0-";

    private const int IgraLength = 11, NumberLength = 5;

    /// <summary>
    /// The number of five digits of a WIGOS identifier <c>0-20000-0-NNNNN</c>, or of IGRA (<c>USM00070026</c>: country, M for numbers of WMO, the number);
    /// any other name as it is.
    /// </summary>
    public static string KeyOf(string stationId) =>
        stationId.StartsWith(WmoPrefix, StringComparison.Ordinal) && IsNumber(stationId.AsSpan(WmoPrefix.Length), 0) ? stationId[WmoPrefix.Length..]
        : stationId.Length == IgraLength && stationId[2] == 'M' && IsNumber(stationId.AsSpan(3), IgraLength - 3 - NumberLength) ? stationId[^NumberLength..]
        : stationId;

    private static bool IsNumber(ReadOnlySpan<char> text, int zeros) =>
        text.Length == zeros + NumberLength && !text.ContainsAnyExceptInRange('0', '9') && !text[..zeros].ContainsAnyExcept('0');
}
