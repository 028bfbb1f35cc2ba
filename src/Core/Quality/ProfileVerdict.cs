using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>What the checks of a chain have found so far on one profile.</summary>
/// <param name="profile">The profile, as it is read.</param>
public sealed class ProfileVerdict(TemperatureProfile profile)
{
    private readonly ProfileLevel[] _levels = [.. profile.Levels];
    private readonly List<string> _reasons = profile.FlagReason.Length == 0 ? [] : [profile.FlagReason];
    private bool _found;

    /// <summary>The profile without what was found.</summary>
    public TemperatureProfile Profile => profile;

    /// <summary>Its levels with their flags so far.</summary>
    public IReadOnlyList<ProfileLevel> Levels => _levels;

    /// <summary>Verdict on the profile as a whole.</summary>
    public QualityFlag Flag { get; private set; } = profile.Flag;

    /// <summary>Flags the profile as a whole; the first check that does so decides the flag.</summary>
    public void FlagProfile(QualityFlag flag, string reason)
    {
        Flag = Flag == QualityFlag.Assimilated ? flag : Flag;
        _found = true;
        _reasons.Add(reason);
    }

    /// <summary>Flags levels; the first check that flags one decides its flag. The reason is that of the first, with the number of the others.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="levels">Places of the levels, each once.</param>
    /// <param name="reason">Reason in words for a level, with its numbers.</param>
    public void FlagLevels(QualityFlag flag, IReadOnlyList<int> levels, Func<int, string> reason)
    {
        if (levels.Count == 0)
        {
            return;
        }

        foreach (var level in levels.Where(level => _levels[level].Flag == QualityFlag.Assimilated))
        {
            _levels[level] = _levels[level] with { Flag = flag };
        }

        _found = true;
        _reasons.Add(levels.Count == 1 ? reason(levels[0]) : Invariant($"{reason(levels[0])}, with {levels.Count - 1} more of {_levels.Length} levels"));
    }

    /// <summary>The profile with its final flags; the same object when nothing was found. One of which no level is left has the flag of its first level.</summary>
    public TemperatureProfile ToProfile() => !_found ? profile : profile with
    {
        Levels = _levels,
        Flag = Flag != QualityFlag.Assimilated || Array.Exists(_levels, level => level.Flag.IsUsable()) ? Flag
            : _levels.Length == 0 ? QualityFlag.Missing
            : _levels[0].Flag,
        FlagReason = string.Join("; ", _reasons),
    };
}
