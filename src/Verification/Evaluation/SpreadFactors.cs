using Slams.Verification.Scores;

namespace Slams.Verification.Evaluation;

/// <summary>The factors on an ensemble's spread that would have matched it to its error.</summary>
public static class SpreadFactors
{
    private const double Smallest = 0.5, Largest = 2;

    /// <summary>One factor for each level, top first: the reciprocal of the spread–skill ratio over the scored cycles, within bounds.</summary>
    /// <exception cref="ArgumentException">Nothing was scored, or the method has no members.</exception>
    public static float[] Of(MethodScores scores)
    {
        var cycles = scores.Scored;
        if (cycles.Count == 0 || scores.Members < 2)
        {
            throw new ArgumentException("Factors need an ensemble and at least one scored cycle.", nameof(scores));
        }

        return
        [
            .. Enumerable.Range(0, cycles[0].Levels.Count).Select(level => (float)Math.Clamp(
                1 / SpreadSkill.Ratio(
                    cycles.Average(cycle => cycle.Levels[level].Variance), cycles.Average(cycle => cycle.Levels[level].AnalysisError), scores.Members),
                Smallest, Largest)),
        ];
    }
}
