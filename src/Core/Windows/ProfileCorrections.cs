using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Windows;

/// <summary>
/// Finds what the corrections of a window take the place of in its profiles. An ascent may come in parts of different levels, so a correction stands
/// for the levels within the pressures that it spans, and for no others.
/// </summary>
internal static class ProfileCorrections
{
    /// <summary>Adds what profiles become that are corrected. The items are in order of station and time.</summary>
    public static void Find(IReadOnlyList<Observation> items, Dictionary<object, Observation> corrected)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index].Profile is not { Correction: > 0, Flag: not QualityFlag.BadPosition, Levels.Count: > 0 } correction)
            {
                continue;
            }

            for (var other = index - 1; other >= 0 && IsOf(items[other], correction); other--)
            {
                Judge(items[other].Profile!, correction, corrected);
            }

            for (var other = index + 1; other < items.Count && IsOf(items[other], correction); other++)
            {
                Judge(items[other].Profile!, correction, corrected);
            }
        }
    }

    private static bool IsOf(Observation item, TemperatureProfile correction) =>
        item.Profile is { } profile && profile.StationId == correction.StationId && profile.Time == correction.Time;

    private static void Judge(TemperatureProfile original, TemperatureProfile correction, Dictionary<object, Observation> corrected)
    {
        var profile = corrected.TryGetValue(original, out var judged) ? judged.Profile! : original;
        if (profile.Correction < correction.Correction && ReplacedLevels.Flag(
                profile, correction.Levels.Min(level => level.PressurePa), correction.Levels.Max(level => level.PressurePa),
                Invariant($"corrected by record {correction.SourceRecord} of {correction.Source}")) is { } flagged)
        {
            corrected[original] = Observation.Of(flagged);
        }
    }
}
