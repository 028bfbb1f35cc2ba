using Slams.Core.Observations;

namespace Slams.Core.Windows;

/// <summary>Levels of a profile for which another stands, over the pressures that it spans.</summary>
internal static class ReplacedLevels
{
    /// <summary>What a profile becomes.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="top">Lowest pressure that the other spans, Pa.</param>
    /// <param name="bottom">Highest pressure that it spans, Pa.</param>
    /// <param name="reason">Reason in words.</param>
    /// <returns>The profile with these levels flagged, and as a whole where none is left; null where it has none of them that is usable.</returns>
    public static TemperatureProfile? Flag(TemperatureProfile profile, float top, float bottom, string reason)
    {
        if (!profile.Flag.IsUsable() || !profile.Levels.Any(IsReplaced))
        {
            return null;
        }

        ProfileLevel[] levels = [.. profile.Levels.Select(level => IsReplaced(level) ? level with { Flag = QualityFlag.Duplicate } : level)];
        return profile with
        {
            Levels = levels,
            Flag = Array.Exists(levels, level => level.Flag.IsUsable()) ? profile.Flag : QualityFlag.Duplicate,
            FlagReason = profile.FlagReason.Length == 0 ? reason : profile.FlagReason + "; " + reason,
        };

        bool IsReplaced(ProfileLevel level) => level.Flag.IsUsable() && level.PressurePa >= top && level.PressurePa <= bottom;
    }
}
