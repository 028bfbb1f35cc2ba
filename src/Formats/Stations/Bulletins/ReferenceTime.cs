using System.Globalization;
using System.Text.RegularExpressions;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Bulletins;

/// <summary>
/// Month and year of reports that state the day only: the latest date that is not after the reference, with a day of tolerance. The
/// reference is about when the file was made, so nothing in it can be much later.
/// </summary>
internal sealed partial class ReferenceTime
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);
    private DateTimeOffset _reference;

    private ReferenceTime(DateTimeOffset reference) => _reference = reference;

    /// <summary>The reference for one file: the setting, else the date in the file's name, else when it was written.</summary>
    public static ReferenceTime For(string source, DateTimeOffset written, StationReadOptions options) =>
        new(options.ReferenceTime ?? InName(Path.GetFileName(source)) ?? written);

    /// <summary>Takes a reference from within the file for what follows.</summary>
    public void Set(DateTimeOffset reference) => _reference = reference;

    /// <summary>The time of a report of which day of the month, hour and minute are known; false when there is no such time.</summary>
    public bool TryResolve(int day, int hour, int minute, out DateTimeOffset time)
    {
        var latest = _reference.UtcDateTime > DateTime.MaxValue - Tolerance ? _reference.UtcDateTime : _reference.UtcDateTime + Tolerance;
        for (var (year, month, tries) = (latest.Year, latest.Month, 0); tries < 3; tries++)
        {
            if (Utf8Time.TryMake(year, month, day, hour, minute, 0, out time) && time.UtcDateTime <= latest)
            {
                return true;
            }

            (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1);
        }

        time = default;
        return false;
    }

    /// <summary>The date in a name, with the time when it has one: the longest run of the form <c>yyyyMMdd[HH[mm[ss]]]</c>.</summary>
    private static DateTimeOffset? InName(string name)
    {
        DateTimeOffset? found = null;
        var length = 0;
        foreach (Match match in Dates().Matches(name))
        {
            var (date, clock) = (match.Groups[1].Value + match.Groups[2].Value + match.Groups[3].Value, match.Groups[4].Value.PadRight(6, '0'));
            if (match.Length > length && DateTimeOffset.TryParseExact(
                date + clock, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                (found, length) = (time, match.Length);
            }
        }

        return found;
    }

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T_]?((?:\d\d){1,3}))?(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Dates();
}
