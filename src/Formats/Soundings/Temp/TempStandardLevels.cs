using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>Reads parts A and C: surface, standard levels and tropopause. Winds are passed over.</summary>
/// <param name="part">A or C.</param>
/// <param name="winds">The highest level with a wind, as <see cref="TempTime"/> tells it.</param>
internal sealed class TempStandardLevels(char part, int? winds)
{
    private const int Unit = 100, UnitAbove = 10, Thousand = 1000;

    // Surface pressures below it are above 1000 hPa.
    private const int LeastSurface = 200;

    private int _next;

    private IReadOnlyList<TempStandardLevel> Standard => part == 'A' ? TempStandardLevel.UpTo100 : TempStandardLevel.Above100;

    /// <summary>Reads the levels.</summary>
    /// <param name="groups">Stands before them, afterwards at the group that could not be read, or behind the end.</param>
    /// <param name="levels">Takes the levels.</param>
    /// <returns>What is wrong with the group at which the reading broke off; null where it came to the end.</returns>
    public string? Read(ref Groups groups, List<SoundingLevel> levels)
    {
        while (groups.MoveNext() && !TempGroups.IsSection(groups.Current))
        {
            var group = groups.Current;
            if (IsNothing(group))
            {
                continue;
            }

            var level = Find(group);
            if (level is null && !IsBehindLevels(group))
            {
                return "it begins no level that can follow";
            }

            if (level is null && !IsTropopause(group))
            {
                TakeMaximumWind(ref groups);
                continue;
            }

            var (height, pressure) = (level?.Height(group[2..]), Pressure(level, group[2..]));
            if (!groups.MoveNext() || groups.Current.Length != 5)
            {
                return "no temperature follows";
            }

            var (temperature, dewPoint) = TempGroups.Temperature(groups.Current);
            TakeWind(ref groups, level);
            if (pressure is { } at && (height ?? temperature) is not null)
            {
                levels.Add(new SoundingLevel(at, height, temperature, dewPoint));
            }
        }

        return null;
    }

    private static bool IsTropopause(ReadOnlySpan<byte> group) => group is [(byte)'8', (byte)'8', _, _, _];

    /// <summary>Tropopause, or one of the two forms of maximum winds.</summary>
    private static bool IsBehindLevels(ReadOnlySpan<byte> group) =>
        IsTropopause(group) || group is [(byte)'7', (byte)'7', _, _, _] or [(byte)'6', (byte)'6', _, _, _];

    private static bool IsNothing(ReadOnlySpan<byte> group) => group.EndsWith("999"u8) && IsBehindLevels(group);

    /// <summary>Wind of a maximum, and its shear where that is told.</summary>
    private static void TakeMaximumWind(ref Groups groups)
    {
        if (TempGroups.CanBeWind(groups.Peek()))
        {
            groups.MoveNext();
        }

        if (groups.Peek() is [(byte)'4', _, _, _, _] shear && !TempGroups.IsSection(shear))
        {
            groups.MoveNext();
        }
    }

    /// <summary>The level that a group begins; it and those before it cannot follow again. Null when it begins none.</summary>
    private TempStandardLevel? Find(ReadOnlySpan<byte> group)
    {
        var found = IndexOf(group, _next);
        _next = found < 0 ? _next : found + 1;
        return found < 0 ? null : Standard[found];
    }

    private int IndexOf(ReadOnlySpan<byte> group, int from)
    {
        if (group.Length == 5 && Utf8Time.TryDigits(group[..2], out var code))
        {
            for (var i = from; i < Standard.Count; i++)
            {
                if (Standard[i].Code == code)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private double? Pressure(TempStandardLevel? level, ReadOnlySpan<byte> digits)
    {
        if (level is { IsSurface: false })
        {
            return level.PressurePa;
        }

        if (!Utf8Time.TryDigits(digits, out var value))
        {
            return null;
        }

        return level is not null && value < LeastSurface ? (value + Thousand) * Unit
            : part == 'A' ? value * Unit
            : value > 0 ? value * UnitAbove
            : null;
    }

    /// <summary>
    /// Takes the wind of a level, unless it has none: winds end at some level, and above it a level has two groups. What follows a wind begins
    /// a level, and of what may be either, the group of the time tells.
    /// </summary>
    private void TakeWind(ref Groups groups, TempStandardLevel? level)
    {
        var ahead = groups;
        if (!ahead.MoveNext() || TempGroups.IsSection(ahead.Current) || IsBehindLevels(ahead.Current))
        {
            return;
        }

        var canBeLevel = IndexOf(ahead.Current, _next) >= 0;
        var canBeWind = TempGroups.CanBeWind(ahead.Current);
        if (canBeLevel && canBeWind)
        {
            var behind = ahead.Peek();
            canBeWind = (behind.IsEmpty || TempGroups.IsSection(behind) || IsBehindLevels(behind) || IndexOf(behind, _next) >= 0) && HasWind(level);
        }

        if (canBeWind || !canBeLevel)
        {
            groups = ahead;
        }
    }

    private bool HasWind(TempStandardLevel? level)
    {
        if (level is null or { IsSurface: true })
        {
            return true;
        }

        // The level of 150 hPa is told as that of 100, and so on.
        var least = part == 'A' ? (winds == 0 ? 10 : winds) * 100 * Unit : winds * 10 * Unit;
        return level.PressurePa >= least;
    }
}
