namespace Slams.Formats.Grib;

/// <summary>Times of fields.</summary>
internal static class GribTimes
{
    /// <summary>Year, month, day, hour, minute and second from an octet on; null where they are none.</summary>
    public static DateTimeOffset? At(ReadOnlySpan<byte> section, int octet)
    {
        var (year, month, day) = (section.U16(octet), section.Octet(octet + 2), section.Octet(octet + 3));
        var (hour, minute, second) = (section.Octet(octet + 4), section.Octet(octet + 5), section.Octet(octet + 6));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60
            ? new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero)
            : null;
    }

    /// <summary>A span of time by its unit, code table 4.4; null for units of no fixed length.</summary>
    public static TimeSpan? Span(int unit, long length)
    {
        var seconds = unit switch { 0 => 60, 1 => 3600, 2 => 86_400, 10 => 3 * 3600, 11 => 6 * 3600, 12 => 12 * 3600, 13 => 1, _ => 0L };
        return seconds > 0 && Math.Abs(length) <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond / 86_400 ? TimeSpan.FromSeconds(seconds * length) : null;
    }

    /// <summary>A time so much later; null where that is none.</summary>
    public static DateTimeOffset? Add(DateTimeOffset? time, TimeSpan? span) =>
        time is { } from && span is { } by && by >= DateTimeOffset.MinValue - from && by <= DateTimeOffset.MaxValue - from ? from + by : null;
}
