using Slams.Verification.Scores;

namespace Slams.Verification.Evaluation;

/// <summary>The factors on an ensemble's spread that would have matched it to its error.</summary>
public static class SpreadFactors
{
    private const double Smallest = 0.5, Largest = 3;

    /// <summary>
    /// One factor for each level, top first, and one for the near-surface temperature: the reciprocal of the spread–skill ratio over
    /// the scored cycles, within bounds. Near the surface the truth at the stations withheld decides, or the lowest level where there
    /// are none.
    /// </summary>
    /// <exception cref="ArgumentException">Nothing was scored, or the method has no members.</exception>
    public static float[] Of(MethodScores scores)
    {
        var cycles = scores.Scored;
        if (cycles.Count == 0 || scores.Members < 2)
        {
            throw new ArgumentException("Factors need an ensemble and at least one scored cycle.", nameof(scores));
        }

        double[] levels =
        [
            .. Enumerable.Range(0, cycles[0].Levels.Count).Select(level => SpreadSkill.Ratio(
                cycles.Average(cycle => cycle.Levels[level].Variance), cycles.Average(cycle => cycle.Levels[level].AnalysisError), scores.Members)),
        ];
        var surface = scores.Stations is { SpreadSkillRatio: var ratio } && double.IsFinite(ratio) ? ratio : levels[^1];
        return [.. levels.Append(surface).Select(lacking => (float)Math.Clamp(1 / lacking, Smallest, Largest))];
    }
}
