using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>
/// Reads parts B and D: levels between which the temperature is nearly linear, numbered 00 (surface), 11, 22 to 99 and 11 again, of two groups each.
/// Winds are passed over. Where groups are lost or too many the reading goes on where numbers and pressures fit again.
/// </summary>
/// <param name="part">B or D.</param>
internal sealed class TempSignificantLevels(char part)
{
    private const int Unit = 100, UnitAbove = 10, Thousand = 1000, LeastInB = 100, MaximumBreaks = 5;

    private double _above = double.PositiveInfinity;
    private int _number;

    /// <summary>Reads the levels.</summary>
    /// <param name="groups">Stands before them, afterwards at the first group that could not be read, or behind the end.</param>
    /// <param name="levels">Takes the levels.</param>
    /// <returns>What is wrong with that group; null where everything fits.</returns>
    public string? Read(ref Groups groups, List<SoundingLevel> levels)
    {
        Groups first = groups, last = groups;
        var (breaks, aboveLast, countLast, section) = (0, _above, levels.Count, false);
        while (groups.MoveNext() && !TempGroups.IsSection(groups.Current))
        {
            if (!IsNext(groups.Current))
            {
                if (breaks == 0)
                {
                    first = groups;
                }

                if (section || !IsNumbered(groups.Current))
                {
                    // What passed for the temperature of the level before may have been the number of the next, or the end of the levels.
                    groups = last;
                    _above = aboveLast;
                    groups.MoveNext();
                    levels.RemoveRange(countLast, levels.Count - countLast);
                }

                if (++breaks > MaximumBreaks || !TryResume(ref groups))
                {
                    break;
                }
            }

            last = groups;
            (aboveLast, countLast) = (_above, levels.Count);
            _number = Following(groups.Current);
            var pressure = Pressure(groups.Current[2..]);
            if (!groups.MoveNext() || groups.Current.Length != 5)
            {
                if (breaks++ == 0)
                {
                    first = groups;
                }

                break;
            }

            section = TempGroups.IsSection(groups.Current);
            // Without a pressure it is the boundary of a layer of which nothing is known.
            _above = pressure ?? _above;
            if (pressure is { } at && TempGroups.Temperature(groups.Current) is ({ } temperature, var dewPoint))
            {
                levels.Add(new SoundingLevel(at, null, temperature, dewPoint));
            }
        }

        if (breaks == 0)
        {
            return null;
        }

        groups = first;
        return "it is not the next level";
    }

    private static bool IsNumbered(ReadOnlySpan<byte> group) => group.Length == 5 && group[0] == group[1] && group[0] is >= (byte)'0' and <= (byte)'9';

    private static int Following(ReadOnlySpan<byte> group) => group[0] == '9' ? 1 : group[0] - '0' + 1;

    private bool IsNext(ReadOnlySpan<byte> group) =>
        IsNumbered(group) && (group[0] - '0' == _number || (_number == 0 && group[0] == '1')) && IsAbove(group);

    private bool IsAbove(ReadOnlySpan<byte> group) => Pressure(group[2..]) is not { } pressure || (pressure > 0 && pressure < _above);

    /// <summary>Goes on to the next group that numbers a level above, with the level after it two groups on; false when there is none.</summary>
    private bool TryResume(ref Groups groups)
    {
        while (!TempGroups.IsSection(groups.Current))
        {
            var group = groups.Current;
            if (IsNumbered(group) && group[0] != '0' && IsAbove(group) && Utf8Time.TryDigits(group[2..], out _))
            {
                var ahead = groups;
                if (ahead.MoveNext() && ahead.Current.Length == 5
                    && ahead.Peek() is var next && (next.IsEmpty || TempGroups.IsSection(next) || (IsNumbered(next) && next[0] - '0' == Following(group))))
                {
                    return true;
                }
            }

            if (!groups.MoveNext())
            {
                break;
            }
        }

        return false;
    }

    private double? Pressure(ReadOnlySpan<byte> digits) =>
        !Utf8Time.TryDigits(digits, out var value) ? null
        : part == 'D' ? value * UnitAbove
        : (value < LeastInB ? value + Thousand : value) * Unit;
}
