using Slams.Core.Observations;

namespace Slams.Core.Windows;

/// <summary>One ascent as one report has it, which may be several profiles of one station and time: what of it is usable.</summary>
internal sealed class Ascent
{
    // Pressures of text are rounded to 1 hPa, above 100 hPa to a tenth.
    private const float SamePressure = 0.006f;

    // Temperatures of text have steps of 0.2 K, and pressures that are that far apart some 0.3 K.
    private const double SameTemperatureK = 0.5;

    private const int LeastShared = 3;

    private static readonly TimeSpan LaunchBeforeNominal = TimeSpan.FromMinutes(90);

    private readonly ProfileLevel[] _levels;

    private Ascent(IReadOnlyList<TemperatureProfile> profiles, ProfileLevel[] levels) => (Profiles, _levels) = (profiles, levels);

    /// <summary>Its profiles.</summary>
    public IReadOnlyList<TemperatureProfile> Profiles { get; }

    /// <summary>Who sent it up, as the report names it.</summary>
    public string StationId => Profiles[0].StationId;

    /// <summary>When, as the report says it: the nominal time or that of the launch.</summary>
    public DateTimeOffset Time => Profiles[0].Time!.Value;

    /// <summary>Levels with a usable temperature.</summary>
    public int Levels => _levels.Length;

    /// <summary>Highest number of the corrections that its profiles are.</summary>
    public int Correction => Profiles.Max(profile => profile.Correction);

    /// <summary>Lowest pressure of a usable level, less what it may be rounded by, Pa.</summary>
    public float Top => _levels[0].PressurePa * (1 - SamePressure);

    /// <summary>Highest pressure of a usable level, with what it may be rounded by, Pa.</summary>
    public float Bottom => _levels[^1].PressurePa * (1 + SamePressure);

    /// <summary>Gathers the profiles of one station and time; null where nothing of them is usable.</summary>
    /// <param name="profiles">The profiles, one at least, with a time.</param>
    public static Ascent? Of(IReadOnlyList<TemperatureProfile> profiles)
    {
        ProfileLevel[] levels =
        [
            .. profiles.Where(profile => profile.Flag.IsUsable()).SelectMany(profile => profile.Levels)
                .Where(level => level.Flag.IsUsable() && float.IsFinite(level.TemperatureK) && float.IsFinite(level.PressurePa) && level.PressurePa > 0)
                .DistinctBy(level => level.PressurePa).OrderBy(level => level.PressurePa),
        ];
        return levels.Length == 0 ? null : new Ascent(profiles, levels);
    }

    /// <summary>
    /// Whether another report is of the same ascent: its time no further off than a launch is before the nominal time, and the temperatures those of this one, by
    /// the median of the differences where both have a level.
    /// </summary>
    /// <param name="other">Another report of the same station.</param>
    public bool IsSameAs(Ascent other)
    {
        if ((Time - other.Time).Duration() > LaunchBeforeNominal)
        {
            return false;
        }

        var (few, many) = Levels <= other.Levels ? (this, other) : (other, this);
        var differences = few._levels.Select(many.DifferenceAt).OfType<double>().Order().ToArray();
        return differences.Length >= LeastShared && differences[differences.Length / 2] <= SameTemperatureK;
    }

    private double? DifferenceAt(ProfileLevel level)
    {
        var (low, high) = (0, _levels.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _levels[middle].PressurePa < level.PressurePa ? (middle + 1, high) : (low, middle);
        }

        var above = low > 0 ? _levels[low - 1] : _levels[low];
        var below = low < _levels.Length ? _levels[low] : _levels[^1];
        var nearest = level.PressurePa - above.PressurePa < below.PressurePa - level.PressurePa ? above : below;
        return Math.Abs(nearest.PressurePa - level.PressurePa) <= SamePressure * level.PressurePa ? Math.Abs(nearest.TemperatureK - level.TemperatureK) : null;
    }
}
