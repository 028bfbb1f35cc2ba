using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// A report without a time belongs to no window, and one from the future would push the watermark ahead of the data.
/// </summary>
/// <param name="clock">The clock that reports are compared with.</param>
/// <param name="tolerance">How far ahead of it a stamp may be.</param>
/// <param name="earliest">Earliest time that can be genuine.</param>
public sealed class TimeCheck(TimeProvider clock, TimeSpan tolerance, DateTimeOffset earliest) : IReadingCheck
{
    // What the clock said last. A stamp before that is past whatever it says now, so most readings need not ask.
    private DateTimeOffset _known = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public string Name => "time";

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        if (reading.Time is not { } time)
        {
            verdict.FlagReading(QualityFlag.BadTime, ReadingFindings.TimeAbsent, "no time");
            return;
        }

        if (time < earliest)
        {
            verdict.FlagReading(
                QualityFlag.BadTime, ReadingFindings.TimeImpossible,
                Invariant($"time {time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} is before {earliest.UtcDateTime:yyyy-MM-dd}"));
            return;
        }

        if (time <= _known)
        {
            return;
        }

        _known = clock.GetUtcNow();
        var ahead = time - _known;
        if (ahead > tolerance)
        {
            verdict.FlagReading(
                QualityFlag.BadTime, ReadingFindings.TimeAhead,
                Invariant($"time {time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} is {ahead.TotalMinutes:0} min ahead of the clock ")
                + Invariant($"(at most {tolerance.TotalMinutes:0} min)"));
        }
    }
}
