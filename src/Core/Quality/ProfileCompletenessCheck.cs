using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>Marks levels without a temperature. A profile that has none at all is flagged as a whole.</summary>
public sealed class ProfileCompletenessCheck : IProfileCheck
{
    /// <inheritdoc/>
    public string Name => "completeness";

    /// <inheritdoc/>
    public void Check(ProfileVerdict verdict)
    {
        int[] missing = [.. verdict.Levels.Index().Where(level => !float.IsFinite(level.Item.TemperatureK)).Select(level => level.Index)];
        verdict.FlagLevels(QualityFlag.Missing, missing, level => FormattableString.Invariant($"no temperature at {verdict.Levels[level].PressurePa / 100:0.##} hPa"));
        if (missing.Length == verdict.Levels.Count)
        {
            verdict.FlagProfile(QualityFlag.Missing, "no temperature at any level");
        }
    }
}
