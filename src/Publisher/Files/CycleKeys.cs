using System.Globalization;

namespace Slams.Publisher.Files;

/// <summary>Keys of cycles, for example <c>19870111T0600Z</c>: their order as text is that of their times.</summary>
internal static class CycleKeys
{
    private const string Format = "yyyyMMdd'T'HHmm'Z'";

    /// <summary>The key of a time, UTC.</summary>
    public static string Of(DateTime time) => time.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The time of a key, UTC; null when the text is none. Nothing else ever becomes part of a path.</summary>
    public static DateTime? TimeOf(string text) => DateTime.TryParseExact(
        text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
