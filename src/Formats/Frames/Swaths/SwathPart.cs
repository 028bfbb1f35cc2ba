namespace Slams.Formats.Frames.Swaths;

/// <summary>
/// What of a swath lies within one half-hour of UTC, as frames are made: open at its start and closed at its end, as windows of analyses are, whose edges are at full or
/// half hours for cycles of one, three, six and more hours.
/// </summary>
/// <param name="HalfHour">Number of the half-hour since the year 1.</param>
/// <param name="FirstLine">First line with such a time.</param>
/// <param name="LastLine">Last line with one.</param>
/// <param name="Earliest">The first of the times.</param>
/// <param name="Latest">The last.</param>
internal sealed record SwathPart(long HalfHour, long FirstLine, long LastLine, DateTimeOffset Earliest, DateTimeOffset Latest)
{
    // A daily file has 48, and what hangs over.
    private const int MostParts = 96;

    // Super-observations of so many are in memory at once.
    private const int MostOfAPass = 16;

    /// <summary>Time of its frame: the middle of its times, which is within the half-hour.</summary>
    public DateTimeOffset Middle => Earliest + ((Latest - Earliest) / 2);

    /// <summary>Whether a time belongs to it.</summary>
    public bool Has(DateTimeOffset time) => HalfHourOf(time) == HalfHour;

    /// <summary>Finds the parts of a swath, in order of time.</summary>
    /// <exception cref="InvalidDataException">No pixel has a time, or they are of too many half-hours.</exception>
    public static IReadOnlyList<SwathPart> Find(SwathClock clock, SwathShape shape)
    {
        var parts = new SortedDictionary<long, SwathPart>();
        SwathPart? last = null;
        for (var line = 0L; line < shape.Lines; line++)
        {
            for (var pixel = 0; pixel < clock.PerLine; pixel++)
            {
                if (clock.At(line, pixel) is { } time && !(last is not null && last.Has(time) && last.LastLine == line && last.Earliest <= time && last.Latest >= time))
                {
                    parts[HalfHourOf(time)] = last = With(parts, time, line);
                }
            }
        }

        return parts.Count > 0 ? [.. parts.Values] : throw new InvalidDataException("The file has no time that can be read.");
    }

    /// <summary>
    /// Puts parts together that lie on the same lines, so that those are not read once for each. Parts that follow one another, as in an orbit, stay by themselves: what is damaged
    /// of the one costs no other.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<SwathPart>> Passes(IReadOnlyList<SwathPart> parts)
    {
        var passes = new List<List<SwathPart>>();
        foreach (var part in parts)
        {
            if (passes is [.., var last] && last.Count < MostOfAPass && last[^1].Covers(part))
            {
                last.Add(part);
            }
            else
            {
                passes.Add([part]);
            }
        }

        return passes;
    }

    /// <summary>Number of the half-hour of a time.</summary>
    public static long HalfHourOf(DateTimeOffset time) => (time.UtcTicks - 1) / (TimeSpan.TicksPerHour / 2);

    // More than half of its lines.
    private bool Covers(SwathPart other) =>
        2 * (Math.Min(LastLine, other.LastLine) - Math.Max(FirstLine, other.FirstLine) + 1) > other.LastLine - other.FirstLine + 1;

    private static SwathPart With(SortedDictionary<long, SwathPart> parts, DateTimeOffset time, long line)
    {
        if (parts.TryGetValue(HalfHourOf(time), out var known))
        {
            return known with { LastLine = line, Earliest = time < known.Earliest ? time : known.Earliest, Latest = time > known.Latest ? time : known.Latest };
        }

        return parts.Count < MostParts
            ? new SwathPart(HalfHourOf(time), line, line, time, time)
            : throw new InvalidDataException($"The swath has times of more than {MostParts} different half-hours.");
    }
}
