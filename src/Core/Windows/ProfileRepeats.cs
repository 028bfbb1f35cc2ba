using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Windows;

/// <summary>
/// Finds ascents that a window holds twice, in two formats: text has the nominal time, BUFR that of the launch, IGRA another name of the station. The later
/// correction stands, of those alike the one with more levels, over the pressures that it spans. Profiles of one name and time are parts of one ascent, and none
/// repeats the other.
/// </summary>
internal static class ProfileRepeats
{
    /// <summary>Adds what profiles become that repeat others.</summary>
    /// <param name="items">All that the window holds, in its order.</param>
    /// <param name="replaced">What was found before of these, by what it was: corrected levels are no longer usable.</param>
    public static void Find(IReadOnlyList<Observation> items, Dictionary<object, Observation> replaced)
    {
        var profiles = items.Select(item => item.Profile).OfType<TemperatureProfile>().Where(profile => profile is { Time: not null, StationId.Length: > 0 });
        foreach (var station in profiles.GroupBy(profile => SoundingStation.KeyOf(profile.StationId), StringComparer.Ordinal))
        {
            var ascents = station.GroupBy(profile => (profile.StationId, profile.Time)).ToList();
            if (ascents.Count > 1)
            {
                Judge(ascents, replaced);
            }
        }
    }

    private static void Judge(IEnumerable<IEnumerable<TemperatureProfile>> reports, Dictionary<object, Observation> replaced)
    {
        var kept = new List<Ascent>();
        var ascents = reports.Select(report => report.ToArray())
            .Select(originals => (Originals: originals, Ascent: Ascent.Of([.. originals.Select(original => Current(original, replaced))])))
            .Where(one => one.Ascent is not null)
            .OrderByDescending(one => one.Ascent!.Correction).ThenByDescending(one => one.Ascent!.Levels).ThenBy(one => one.Ascent!.Time)
            .ThenBy(one => one.Ascent!.StationId, StringComparer.Ordinal);
        foreach (var (originals, ascent) in ascents)
        {
            if (kept.Find(ascent!.IsSameAs) is not { } stands)
            {
                kept.Add(ascent);
                continue;
            }

            var first = stands.Profiles[0];
            var reason = Invariant($"same ascent as record {first.SourceRecord} of {first.Source}, of {stands.Time:yyyy-MM-dd HH:mm}Z with {stands.Levels} levels");
            foreach (var (original, profile) in originals.Zip(ascent.Profiles))
            {
                if (ReplacedLevels.Flag(profile, stands.Top, stands.Bottom, reason) is { } flagged)
                {
                    replaced[original] = Observation.Of(flagged);
                }
            }
        }
    }

    private static TemperatureProfile Current(TemperatureProfile original, Dictionary<object, Observation> replaced) =>
        replaced.TryGetValue(original, out var found) ? found.Profile! : original;
}
