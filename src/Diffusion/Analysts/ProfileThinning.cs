using Slams.Core.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Chooses of an ascent what stands for it: for each level of the model the usable temperature nearest to it in the logarithm of pressure. The errors of
/// neighbouring levels of an ascent have much in common, and the model knows nothing between its levels: hundreds of values would count for more than
/// they say.
/// </summary>
/// <param name="pressuresPa">Pressures of the model's levels, ascending, Pa.</param>
internal sealed class ProfileThinning(IReadOnlyList<double> pressuresPa)
{
    // Pressures from files are rounded: a level itself must not fall outside by a rounding.
    private const double Tolerance = 1e-4;

    /// <summary>Whether a pressure is within the levels: outside of them nothing is known of the equivalent.</summary>
    public bool Covers(float pressurePa) => pressurePa >= pressuresPa[0] * (1 - Tolerance) && pressurePa <= pressuresPa[^1] * (1 + Tolerance);

    /// <summary>
    /// What is kept, by model level from above. Where what is nearest to a level was flagged before, it is kept too, to be told of.
    /// </summary>
    /// <param name="levels">Levels of all profiles of one ascent; of two at one pressure the one of the higher correction counts, then the first.</param>
    public IEnumerable<(TemperatureProfile Profile, ProfileLevel Level)> Thin(IEnumerable<(TemperatureProfile Profile, ProfileLevel Level)> levels)
    {
        foreach (var near in levels.Where(one => Covers(one.Level.PressurePa) && float.IsFinite(one.Level.TemperatureK)).GroupBy(one => Nearest(one.Level.PressurePa)).OrderBy(near => near.Key))
        {
            var ordered = near.OrderBy(one => Distance(near.Key, one.Level.PressurePa)).ThenByDescending(one => one.Profile.Correction).ToList();
            if (!ordered[0].Level.Flag.IsUsable())
            {
                yield return ordered[0];
            }

            var usable = ordered.FindIndex(one => one.Level.Flag.IsUsable());
            if (usable >= 0)
            {
                yield return ordered[usable];
            }
        }
    }

    /// <summary>The level above a pressure within the levels, and the weight of the level below it.</summary>
    public (int Level, float Weight) Between(float pressurePa)
    {
        var level = 0;
        while (level < pressuresPa.Count - 2 && pressuresPa[level + 1] <= pressurePa)
        {
            level++;
        }

        var weight = Math.Log(pressurePa / pressuresPa[level]) / Math.Log(pressuresPa[level + 1] / pressuresPa[level]);
        return (level, (float)Math.Clamp(weight, 0, 1));
    }

    private int Nearest(float pressurePa)
    {
        var nearest = 0;
        for (var level = 1; level < pressuresPa.Count; level++)
        {
            nearest = Distance(level, pressurePa) < Distance(nearest, pressurePa) ? level : nearest;
        }

        return nearest;
    }

    private double Distance(int level, float pressurePa) => Math.Abs(Math.Log(pressurePa / pressuresPa[level]));
}
