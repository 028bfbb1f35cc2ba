using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Verification.Scores;
using Slams.Verification.Truths;

namespace Slams.Verification.Comparison;

/// <summary>
/// Compares analyses with the truth, cycle by cycle, and keeps a few sums per level and cycle: the scores over all cycles,
/// with confidence intervals over dates, follow from these. Adding a cycle again replaces it, as a revision does.
/// </summary>
/// <param name="grid">Grid and levels of analyses and truth.</param>
/// <param name="members">Ensemble size.</param>
public sealed class TruthComparison(StateGrid grid, int members)
{
    private readonly SortedDictionary<DateTimeOffset, LevelSums[]> _cycles = [];

    /// <summary>Number of cycles compared.</summary>
    public int CycleCount => _cycles.Count;

    /// <summary>Compares one analysis with the truth of its time; false when the truth has no such time.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="truth">The truth, on the same grid.</param>
    /// <param name="climatology">Climatology of each level.</param>
    public bool Add(Analysis analysis, ITemperatureTruth truth, IReadOnlyList<HarmonicClimatology> climatology)
    {
        var index = truth.IndexOf(analysis.Cycle.Time);
        if (index < 0)
        {
            return false;
        }

        float[] expected = [.. climatology.SelectMany(level => level.FieldAt(analysis.Cycle.Time))];
        Add(
            analysis.Cycle.Time, analysis.MeanK, analysis.SpreadK, truth.TemperatureK(index), expected,
            analysis.MembersK.Count == 0 ? null : analysis.MembersK);
        return true;
    }

    /// <summary>Compares one cycle. All fields are in K, <c>[level, latitude, longitude]</c>.</summary>
    /// <param name="time">Time of the cycle.</param>
    /// <param name="mean">Ensemble mean.</param>
    /// <param name="spread">Ensemble standard deviation (n−1).</param>
    /// <param name="truth">The truth.</param>
    /// <param name="climatology">Climatology at the time.</param>
    /// <param name="memberFields">Fields of the members when the fair CRPS is wanted.</param>
    public void Add(
        DateTimeOffset time, ReadOnlySpan<float> mean, ReadOnlySpan<float> spread, ReadOnlySpan<float> truth,
        ReadOnlySpan<float> climatology, IReadOnlyList<float[]>? memberFields = null)
    {
        _cycles[time] = LevelSums.Of(grid, mean, spread, truth, climatology, memberFields);
    }

    /// <summary>Scores per level, top first.</summary>
    /// <param name="skipCycles">Cycles at the start left out, while the analysis spins up from nothing.</param>
    /// <param name="blockLength">Cycles per block of the bootstrap; eight six-hourly cycles are two days.</param>
    public IReadOnlyList<LevelScore> Levels(int skipCycles = 0, int blockLength = 8)
    {
        var bootstrap = new BlockBootstrap(blockLength);
        var cycles = _cycles.Values.Skip(skipCycles).ToArray();
        return [.. grid.PressureLevelsPa.Select((pressure, level) =>
            Score(pressure, [.. cycles.Select(cycle => cycle[level])], bootstrap))];
    }

    /// <summary>Mean over levels of every score, with intervals over dates; its pressure is 0.</summary>
    public LevelScore LevelMean(int skipCycles = 0, int blockLength = 8)
    {
        var levels = Levels(skipCycles, blockLength);
        var cycles = _cycles.Values.Skip(skipCycles).ToArray();
        double MeanRmse(IReadOnlyList<int> dates, Func<LevelSums, double> error) =>
            Enumerable.Range(0, levels.Count).Average(level => Math.Sqrt(dates.Average(date => error(cycles[date][level]))));
        var bootstrap = new BlockBootstrap(blockLength);
        return new LevelScore
        {
            PressurePa = 0,
            AnalysisRmseK = bootstrap.Interval(cycles.Length, dates => MeanRmse(dates, sums => sums.AnalysisError)),
            ClimatologyRmseK = bootstrap.Interval(cycles.Length, dates => MeanRmse(dates, sums => sums.ClimatologyError)),
            RmseRatio = bootstrap.Interval(
                cycles.Length,
                dates => MeanRmse(dates, sums => sums.AnalysisError) / MeanRmse(dates, sums => sums.ClimatologyError)),
            BiasK = levels.Average(level => level.BiasK),
            MeanAbsoluteErrorK = levels.Average(level => level.MeanAbsoluteErrorK),
            AnomalyCorrelation = levels.Average(level => level.AnomalyCorrelation),
            SpreadSkillRatio = levels.Average(level => level.SpreadSkillRatio),
            CrpsK = levels.Average(level => level.CrpsK),
        };
    }

    private LevelScore Score(double pressure, LevelSums[] cycles, BlockBootstrap bootstrap) => new()
    {
        PressurePa = pressure,
        AnalysisRmseK = bootstrap.Mean([.. cycles.Select(sums => sums.AnalysisError)], Math.Sqrt),
        ClimatologyRmseK = bootstrap.Mean([.. cycles.Select(sums => sums.ClimatologyError)], Math.Sqrt),
        RmseRatio = bootstrap.Interval(
            cycles.Length,
            dates => Math.Sqrt(dates.Sum(date => cycles[date].AnalysisError) / dates.Sum(date => cycles[date].ClimatologyError))),
        BiasK = Average(cycles, sums => sums.Bias),
        MeanAbsoluteErrorK = Average(cycles, sums => sums.AbsoluteError),
        AnomalyCorrelation = Average(cycles, sums => sums.Correlation),
        SpreadSkillRatio = SpreadSkill.Ratio(
            Average(cycles, sums => sums.Variance), Average(cycles, sums => sums.AnalysisError), members),
        CrpsK = Average(cycles, sums => sums.Crps),
    };

    private static double Average(LevelSums[] cycles, Func<LevelSums, double> value) =>
        cycles.Length == 0 ? double.NaN : cycles.Average(value);
}
