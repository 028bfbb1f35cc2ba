using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.Formats.Frames;

/// <summary>Times as CF writes them, <c>hours since 1981-01-01 00:00:00</c>, in the calendars of the real world.</summary>
internal sealed partial class CfTimeAxis
{
    private static readonly DateTime GregorianReform = new(1582, 10, 15, 0, 0, 0, DateTimeKind.Utc);

    private readonly DateTimeOffset _origin;
    private readonly double _unitSeconds;

    private CfTimeAxis(DateTimeOffset origin, double unitSeconds)
    {
        _origin = origin;
        _unitSeconds = unitSeconds;
    }

    /// <summary>Reads units and calendar (null is the standard one).</summary>
    /// <exception cref="InvalidDataException">They are no CF time units, or of a model calendar that names no real instants.</exception>
    public static CfTimeAxis Parse(string? units, string? calendar)
    {
        var match = Units().Match(units ?? "");
        if (!match.Success || UnitSeconds(match.Groups["unit"].Value) is not { } seconds || !TryOrigin(match, calendar, out var origin))
        {
            throw new InvalidDataException($"Time units '{units}' are not '<seconds, minutes, hours or days> since <date>'.");
        }

        return new CfTimeAxis(origin, seconds);
    }

    /// <summary>The instant of a value, to the millisecond; null when there is none.</summary>
    public DateTimeOffset? At(double value)
    {
        var milliseconds = Math.Round(value * _unitSeconds * 1000);
        var ticks = milliseconds * TimeSpan.TicksPerMillisecond;
        var inRange = ticks >= (DateTimeOffset.MinValue - _origin).Ticks && ticks <= (DateTimeOffset.MaxValue - _origin).Ticks;
        return inRange ? _origin.AddTicks((long)milliseconds * TimeSpan.TicksPerMillisecond) : null;
    }

    private static double? UnitSeconds(string unit) => unit.ToLowerInvariant() switch
    {
        "milliseconds" or "millisecond" or "msec" or "ms" => 0.001,
        "seconds" or "second" or "secs" or "sec" or "s" => 1,
        "minutes" or "minute" or "mins" or "min" => 60,
        "hours" or "hour" or "hrs" or "hr" or "h" => 3600,
        "days" or "day" or "d" => 86400,
        _ => null,
    };

    private static bool TryOrigin(Match match, string? calendar, out DateTimeOffset origin)
    {
        origin = default;
        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        try
        {
            var date = new DateTime(Part("year"), Part("month"), Part("day"), Part("hour"), Part("minute"), Part("second"), DateTimeKind.Utc);
            date = calendar?.ToLowerInvariant() switch
            {
                null or "" or "standard" or "gregorian" => date < GregorianReform ? FromJulian(date) : date,
                "proleptic_gregorian" => date,
                _ => throw new InvalidDataException($"Calendar '{calendar}' does not name real instants."),
            };
            var offset = new TimeSpan(Part("zoneHour"), Part("zoneMinute"), 0);
            origin = new DateTimeOffset(date, TimeSpan.Zero) - (match.Groups["zoneSign"].Value == "-" ? -offset : offset);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>The standard calendar is Julian before the reform.</summary>
    private static DateTime FromJulian(DateTime date) => DateTime.SpecifyKind(
        new JulianCalendar().ToDateTime(date.Year, date.Month, date.Day, date.Hour, date.Minute, date.Second, 0), DateTimeKind.Utc);

    [GeneratedRegex(
        @"^\s*(?<unit>[A-Za-z]+)\s+since\s+(?<year>\d{1,4})-(?<month>\d{1,2})-(?<day>\d{1,2})"
        + @"([T\s]+(?<hour>\d{1,2}):(?<minute>\d{1,2})(:(?<second>\d{1,2})(\.\d{0,9})?)?)?"
        + @"\s*(Z|UTC|GMT|(?<zoneSign>[+-])(?<zoneHour>\d{1,2}):?(?<zoneMinute>\d{2})?)?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Units();
}
