using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.Formats.Frames;

/// <summary>Times as CF writes them, <c>hours since 1981-01-01 00:00:00</c>, in the calendars of the real world.</summary>
internal sealed partial class CfTimeAxis
{
    private static readonly DateTime GregorianReform = new(1582, 10, 15, 0, 0, 0, DateTimeKind.Utc);

    private readonly DateTimeOffset _origin;
    private readonly double _unitSeconds;
    private readonly int _shiftDays;

    private CfTimeAxis(DateTimeOffset origin, int shiftDays, double unitSeconds)
    {
        _origin = origin;
        _shiftDays = shiftDays;
        _unitSeconds = unitSeconds;
    }

    /// <summary>Reads units and calendar (null is the standard one).</summary>
    /// <exception cref="InvalidDataException">They are no CF time units, or of a model calendar that names no real instants.</exception>
    public static CfTimeAxis Parse(string? units, string? calendar)
    {
        var match = Units().Match(units ?? "");
        if (!match.Success || UnitSeconds(match.Groups["unit"].Value) is not { } seconds || !TryOrigin(match, out var origin))
        {
            throw new InvalidDataException($"Time units '{units}' are not '<seconds, minutes, hours or days> since <date>'.");
        }

        var shift = calendar?.ToLowerInvariant() switch
        {
            null or "" or "standard" or "gregorian" => origin.UtcDateTime < GregorianReform ? JulianShiftDays(origin.UtcDateTime) : 0,
            "proleptic_gregorian" => 0,
            _ => throw new InvalidDataException($"Calendar '{calendar}' does not name real instants."),
        };
        return new CfTimeAxis(origin, shift, seconds);
    }

    /// <summary>The instant of a value, to the millisecond; null when there is none.</summary>
    public DateTimeOffset? At(double value)
    {
        var milliseconds = Math.Round(value * _unitSeconds * 1000) + (_shiftDays * 86_400_000.0);
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

    private static bool TryOrigin(Match match, out DateTimeOffset origin)
    {
        origin = default;
        int Part(string name) =>
            match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        try
        {
            var date = new DateTime(
                Part("year"), Part("month"), Part("day"), Part("hour"), Part("minute"), Part("second"), DateTimeKind.Utc);
            var offset = new TimeSpan(Part("zoneHour"), Part("zoneMinute"), 0);
            origin = new DateTimeOffset(date, TimeSpan.Zero) - (match.Groups["zoneSign"].Value == "-" ? -offset : offset);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Days by which a date of the Julian calendar, the standard one before the reform, lies after its namesake.</summary>
    private static int JulianShiftDays(DateTime date)
    {
        var year = date.Month <= 2 ? date.Year - 1 : date.Year;
        return (year / 100) - (year / 400) - 2;
    }

    [GeneratedRegex(
        @"^\s*(?<unit>[A-Za-z]+)\s+since\s+(?<year>\d{1,4})-(?<month>\d{1,2})-(?<day>\d{1,2})"
        + @"([T\s]+(?<hour>\d{1,2}):(?<minute>\d{1,2})(:(?<second>\d{1,2})(\.\d{0,9})?)?)?"
        + @"\s*(Z|UTC|GMT|(?<zoneSign>[+-])(?<zoneHour>\d{1,2}):?(?<zoneMinute>\d{2})?)?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Units();
}
