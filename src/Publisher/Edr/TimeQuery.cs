using System.Globalization;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Edr;

/// <summary>Reads <c>datetime</c>: an instant, or an interval whose ends may be open (RFC 3339; a date alone is its 00 UTC).</summary>
internal static class TimeQuery
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HHK", "yyyy-MM-dd"];

    /// <summary>The cycles asked for, oldest first; the newest one when nothing is asked for.</summary>
    /// <exception cref="RequestProblem">It cannot be read (400), or there is no such cycle (404).</exception>
    public static IReadOnlyList<CycleSummary> Parse(string? datetime, IReadOnlyList<CycleSummary> cycles)
    {
        if (cycles.Count == 0)
        {
            throw RequestProblem.NotFound("No analysis has been published yet.");
        }

        if (string.IsNullOrEmpty(datetime))
        {
            return [cycles[^1]];
        }

        var ends = datetime.Split('/');
        var (start, end) = ends.Length switch
        {
            1 => (Instant(ends[0]), Instant(ends[0])),
            2 => (End(ends[0]) ?? DateTimeOffset.MinValue, End(ends[1]) ?? DateTimeOffset.MaxValue),
            _ => throw Problem(),
        };
        if (start > end)
        {
            throw new RequestProblem("'datetime' ends before it starts.");
        }

        var found = cycles.Where(cycle => cycle.Cycle.Time >= start && cycle.Cycle.Time <= end).ToList();
        return found.Count > 0
            ? found
            : throw RequestProblem.NotFound(string.Create(
                CultureInfo.InvariantCulture,
                $"There is no analysis in 'datetime'; there are from {cycles[0].Cycle.Time:yyyy-MM-dd'T'HH:mm'Z'} to {cycles[^1].Cycle.Time:yyyy-MM-dd'T'HH:mm'Z'}."));
    }

    private static DateTimeOffset? End(string text) => text is "" or ".." ? null : Instant(text);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Problem();

    private static RequestProblem Problem() => new("'datetime' is a time such as 1987-01-11T06:00Z, or START/END with '..' for an open end.");
}
