using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Windows;

/// <summary>Finds the reports of a window that others in it correct, and soundings that repeat others.</summary>
internal static class Corrections
{
    public static ClosedWindow<Observation> Apply(ClosedWindow<Observation> window)
    {
        var corrected = Find(window.Items);
        ProfileCorrections.Find(window.Items, corrected);
        ProfileRepeats.Find(window.Items, corrected);
        return corrected.Count == 0
            ? window
            : window with { Items = Replace(window.Items, corrected), Added = Replace(window.Added, corrected) };
    }

    /// <summary>What reports become that are corrected. The items are in order of station and time.</summary>
    private static Dictionary<object, Observation> Find(IReadOnlyList<Observation> items)
    {
        // By value: what a revision has added is not the same object among all of its items.
        var corrected = new Dictionary<object, Observation>();
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index].Reading is not { Correction: > 0, Flag: not QualityFlag.BadPosition } correction)
            {
                continue;
            }

            for (var other = index - 1; other >= 0 && IsOf(items[other], correction); other--)
            {
                Judge(items[other].Reading!, correction, corrected);
            }

            for (var other = index + 1; other < items.Count && IsOf(items[other], correction); other++)
            {
                Judge(items[other].Reading!, correction, corrected);
            }
        }

        return corrected;
    }

    private static bool IsOf(Observation item, StationReading correction) =>
        item.Reading is { } reading && reading.StationId == correction.StationId && reading.Time == correction.Time;

    private static void Judge(StationReading reading, StationReading correction, Dictionary<object, Observation> corrected)
    {
        if (reading.Correction < correction.Correction && reading.Flag.IsUsable())
        {
            corrected.TryAdd(reading, Observation.Of(reading with
            {
                Flag = QualityFlag.Duplicate,
                AirTemperatureFlag = reading.AirTemperatureFlag.IsUsable() ? QualityFlag.Duplicate : reading.AirTemperatureFlag,
                PrecipitationFlag = reading.PrecipitationFlag.IsUsable() ? QualityFlag.Duplicate : reading.PrecipitationFlag,
                FlagReason = Invariant($"corrected by record {correction.SourceRecord} of {correction.Source}"),
            }));
        }
    }

    private static Observation[] Replace(IReadOnlyList<Observation> items, Dictionary<object, Observation> corrected) =>
        [.. items.Select(item => ((object?)item.Reading ?? item.Profile) is { } report && corrected.TryGetValue(report, out var flagged) ? flagged : item)];
}
