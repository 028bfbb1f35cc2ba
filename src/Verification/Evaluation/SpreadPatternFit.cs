using Slams.Core.Analyses;

namespace Slams.Verification.Evaluation;

/// <summary>The pattern of factors on an ensemble's spread that would have matched it to its error.</summary>
public static class SpreadPatternFit
{
    // One block of one season says nothing of the others: then the seasonal part stays small.
    private const double SeasonalRidge = 0.3;
    private const double Largest = 1.1; // of the logarithm: a factor of three

    /// <summary>
    /// A channel for each level, top first, and one for the near-surface temperature, by least squares over blocks and hemispheres
    /// within each band; then one factor a level, so that spread matches error where both are pooled, too. Near the surface the pattern is
    /// that of the lowest level, and its size what the truth at the withheld stations asks for.
    /// </summary>
    /// <exception cref="ArgumentException">Nothing was scored, or the method has no members.</exception>
    public static SpreadPattern Of(MethodScores scores)
    {
        if (scores.Scored.Count == 0 || scores.Members < 2)
        {
            throw new ArgumentException("Factors need an ensemble and at least one scored cycle.", nameof(scores));
        }

        var levels = scores.Scored[0].Levels.Count;
        var (annual, seasonal) = (new float[(levels + 1) * SpreadPattern.Bands], new float[(levels + 1) * SpreadPattern.Bands]);
        for (var level = 0; level < levels; level++)
        {
            for (var band = 0; band < SpreadPattern.Bands; band++)
            {
                var (a, b) = Solve(scores, level, band);
                (annual[(level * SpreadPattern.Bands) + band], seasonal[(level * SpreadPattern.Bands) + band]) = (Bound(a), Bound(b));
            }

            var bands = new Range(level * SpreadPattern.Bands, (level + 1) * SpreadPattern.Bands);
            var pooled = Pooled(scores, level, annual.AsSpan(bands), seasonal.AsSpan(bands));
            foreach (ref var value in annual.AsSpan(bands))
            {
                value = Bound(value + pooled);
            }
        }

        var offset = Bound(NearSurface(scores, levels - 1));
        for (var band = 0; band < SpreadPattern.Bands; band++)
        {
            annual[(levels * SpreadPattern.Bands) + band] = annual[((levels - 1) * SpreadPattern.Bands) + band] + offset;
            seasonal[(levels * SpreadPattern.Bands) + band] = seasonal[((levels - 1) * SpreadPattern.Bands) + band];
        }

        return new SpreadPattern { Annual = annual, Seasonal = seasonal };
    }

    private static (double Annual, double Seasonal) Solve(MethodScores scores, int level, int band)
    {
        double n = 0, x = 0, xx = SeasonalRidge, y = 0, xy = 0;
        foreach (var sums in scores.Bands)
        {
            foreach (var north in (bool[])[false, true])
            {
                if (sums.Lacking(level, north, band, scores.Members) is { } lacking)
                {
                    var winter = north ? sums.Season : -sums.Season;
                    (n, x, xx, y, xy) = (n + 1, x + winter, xx + (winter * winter), y + lacking, xy + (winter * lacking));
                }
            }
        }

        var determinant = (n * xx) - (x * x);
        return n == 0 ? (0, 0) : (((xx * y) - (x * xy)) / determinant, ((n * xy) - (x * y)) / determinant);
    }

    /// <summary>
    /// The logarithm of the factor that a level still lacks with its pattern. A mean of logarithms counts quiet places and times like
    /// unquiet ones, whose error is most of the whole.
    /// </summary>
    private static double Pooled(MethodScores scores, int level, ReadOnlySpan<float> annual, ReadOnlySpan<float> seasonal)
    {
        var (variance, error) = (0.0, 0.0);
        foreach (var sums in scores.Bands)
        {
            for (var band = 0; band < SpreadPattern.Bands; band++)
            {
                foreach (var north in (bool[])[false, true])
                {
                    var (had, erred) = sums.At(level, north, band);
                    var factor = Math.Exp(annual[band] + ((north ? sums.Season : -sums.Season) * seasonal[band]));
                    (variance, error) = (variance + (factor * factor * had), error + erred);
                }
            }
        }

        return variance > 0 && error > 0 ? -Math.Log(Scores.SpreadSkill.Ratio(variance, error, scores.Members)) : 0;
    }

    /// <summary>How much more, as a logarithm, the spread near the surface lacks than that of the lowest level.</summary>
    private static double NearSurface(MethodScores scores, int lowest)
    {
        var cycles = scores.Scored;
        var level = Scores.SpreadSkill.Ratio(
            cycles.Average(cycle => cycle.Levels[lowest].Variance), cycles.Average(cycle => cycle.Levels[lowest].AnalysisError), scores.Members);
        return scores.Stations is { SpreadSkillRatio: var surface } && double.IsFinite(surface) && surface > 0 ? Math.Log(level / surface) : 0;
    }

    private static float Bound(double logarithm) => (float)Math.Clamp(logarithm, -Largest, Largest);
}
