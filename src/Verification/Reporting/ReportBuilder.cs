using Slams.Core.Grids;
using Slams.Verification.Evaluation;
using Slams.Verification.Scores;

namespace Slams.Verification.Reporting;

/// <summary>Turns gathered scores into a report, with confidence intervals by block bootstrap over dates.</summary>
public sealed class ReportBuilder
{
    /// <summary>Name of the method that ratios refer to.</summary>
    public const string ReferenceName = "kalman";

    // Two days, longer than the errors' memory.
    private const int BlockLength = 8;
    private const int HighestWavenumber = 30;
    private readonly StateGrid _grid;
    private readonly BlockBootstrap _bootstrap = new(BlockLength);

    /// <summary>Makes a builder.</summary>
    public ReportBuilder(StateGrid grid) => _grid = grid;

    /// <summary>The report of an experiment.</summary>
    public EvaluationReport Build(EvaluationSetup setup, IReadOnlyList<MethodScores> methods)
    {
        var reference = methods.FirstOrDefault(method => method.Name == ReferenceName);
        var ensemble = methods.FirstOrDefault(method => method.Members > 0);
        return new EvaluationReport
        {
            Setup = setup,
            ScoredCycles = methods.Count == 0 ? 0 : methods[0].Scored.Count,
            Reference = reference?.Name ?? "",
            Methods = [.. methods.Select(method => Method(method, reference))],
            TruthSpectrum = methods.Count == 0 ? [] : Spectrum(level => methods[0].Spectra(level).Truth),
            Ranks = ensemble?.Ranks?.Histogram is { } ranks ? new RankReport([.. ranks.Counts], ranks.ChiSquare, ranks.PValue) : null,
            Stations = ensemble?.Stations is { } stations ? StationReports.Of(stations) : null,
        };
    }

    /// <summary>What a kind of observation is worth.</summary>
    /// <param name="without">What the second experiment lacked.</param>
    /// <param name="complete">Scores with everything.</param>
    /// <param name="lacking">Scores of the same dates without it.</param>
    public ModalityReport Compare(Modality without, MethodScores complete, MethodScores lacking)
    {
        var (full, less) = (complete.Scored, lacking.Scored);
        if (!full.Select(Date).SequenceEqual(less.Select(Date)))
        {
            throw new ArgumentException("Both experiments must have the same dates.", nameof(lacking));
        }

        return new ModalityReport
        {
            Without = without,
            RmseK = _bootstrap.Interval(less.Count, dates => MeanRmse(less, dates)),
            CrpsK = _bootstrap.Mean([.. less.Select(cycle => cycle.MeanCrpsK)]),
            CrpsLossK = _bootstrap.Mean([.. less.Zip(full, (l, f) => l.MeanCrpsK - f.MeanCrpsK)]),
        };

        static (int Block, int Cycle) Date(CycleScore score) => (score.Block, score.CycleInBlock);
    }

    /// <summary>Scores over all levels, and of the lowest, beside those of another run over the same dates.</summary>
    public (LevelReport Mean, LevelReport Lowest) Compare(MethodScores scores, MethodScores reference)
    {
        var report = Method(scores, reference);
        return (report.Mean, report.Levels[^1]);
    }

    private MethodReport Method(MethodScores scores, MethodScores? reference)
    {
        var cycles = scores.Scored;
        var levels = Enumerable.Range(0, _grid.PressureLevelsPa.Count).Select(level => Level(scores, cycles, reference?.Scored, level)).ToArray();
        return new MethodReport
        {
            Name = scores.Name,
            Description = scores.Description,
            Members = scores.Members,
            Levels = levels,
            Mean = Mean(cycles, reference?.Scored, levels),
            RmseByCycleK = ByCycle(scores.Cycles),
            MeanSpectrum = Spectrum(level => scores.Spectra(level).Mean),
            MemberSpectrum = Spectrum(level => scores.Spectra(level).Member),
        };
    }

    private LevelReport Level(MethodScores scores, IReadOnlyList<CycleScore> cycles, IReadOnlyList<CycleScore>? reference, int level)
    {
        var errors = cycles.Select(cycle => cycle.Levels[level].AnalysisError).ToArray();
        var crps = cycles.Select(cycle => cycle.Levels[level].Crps).ToArray();
        var referenceErrors = reference?.Select(cycle => cycle.Levels[level].AnalysisError).ToArray();
        var referenceCrps = reference?.Select(cycle => cycle.Levels[level].Crps).ToArray();
        double Average(Func<CycleScore, double> value) => cycles.Count == 0 ? double.NaN : cycles.Average(value);
        var (_, member, truth) = scores.Spectra(level);
        return new LevelReport
        {
            PressurePa = _grid.PressureLevelsPa[level],
            RmseK = _bootstrap.Mean(errors, Math.Sqrt),
            RmseRatio = referenceErrors is null ? null : Ratio(errors, referenceErrors, Math.Sqrt),
            CrpsK = _bootstrap.Mean(crps),
            CrpsRatio = referenceCrps is null ? null : Ratio(crps, referenceCrps, ratio => ratio),
            SpreadSkillRatio = SpreadSkill.Ratio(
                Average(cycle => cycle.Levels[level].Variance), Average(cycle => cycle.Levels[level].AnalysisError),
                scores.Members > 0 ? scores.Members : int.MaxValue),
            BiasK = Average(cycle => cycle.Levels[level].Bias),
            MeanAbsoluteErrorK = Average(cycle => cycle.Levels[level].AbsoluteError),
            AnomalyCorrelation = Average(cycle => cycle.Levels[level].Correlation),
            WassersteinK = Average(cycle => cycle.WassersteinK[level]),
            LogSpectralDistanceDb = member.LogDistance(truth, Math.Min(HighestWavenumber, (_grid.Horizontal.Columns / 2) - 1)),
        };
    }

    private LevelReport Mean(IReadOnlyList<CycleScore> cycles, IReadOnlyList<CycleScore>? reference, LevelReport[] levels)
    {
        var crps = cycles.Select(cycle => cycle.MeanCrpsK).ToArray();
        var referenceCrps = reference?.Select(cycle => cycle.MeanCrpsK).ToArray();
        return new LevelReport
        {
            PressurePa = 0,
            RmseK = _bootstrap.Interval(cycles.Count, dates => MeanRmse(cycles, dates)),
            RmseRatio = reference is null
                ? null
                : _bootstrap.Interval(cycles.Count, dates => MeanRmse(cycles, dates) / MeanRmse(reference, dates)),
            CrpsK = _bootstrap.Mean(crps),
            CrpsRatio = referenceCrps is null ? null : Ratio(crps, referenceCrps, ratio => ratio),
            SpreadSkillRatio = levels.Average(level => level.SpreadSkillRatio),
            BiasK = levels.Average(level => level.BiasK),
            MeanAbsoluteErrorK = levels.Average(level => level.MeanAbsoluteErrorK),
            AnomalyCorrelation = levels.Average(level => level.AnomalyCorrelation),
            WassersteinK = levels.Average(level => level.WassersteinK),
            LogSpectralDistanceDb = levels.Average(level => level.LogSpectralDistanceDb),
        };
    }

    private ConfidenceInterval Ratio(double[] values, double[] reference, Func<double, double> function) => _bootstrap.Interval(
        values.Length, dates => function(dates.Sum(date => values[date]) / dates.Sum(date => reference[date])));

    private static double MeanRmse(IReadOnlyList<CycleScore> cycles, IReadOnlyList<int> dates)
    {
        var levels = cycles[0].Levels.Count;
        var sum = 0.0;
        for (var level = 0; level < levels; level++)
        {
            var errors = 0.0;
            foreach (var date in dates)
            {
                errors += cycles[date].Levels[level].AnalysisError;
            }

            sum += Math.Sqrt(errors / dates.Count);
        }

        return sum / levels;
    }

    private static double[] ByCycle(IReadOnlyList<CycleScore> cycles) =>
        [.. cycles.GroupBy(cycle => cycle.CycleInBlock).OrderBy(group => group.Key).Select(group =>
            Enumerable.Range(0, group.First().Levels.Count).Average(level => Math.Sqrt(group.Average(cycle => cycle.Levels[level].AnalysisError))))];

    private double[] Spectrum(Func<int, ZonalSpectrum> spectrumOf)
    {
        var spectra = Enumerable.Range(0, _grid.PressureLevelsPa.Count).Select(level => spectrumOf(level).Power).ToArray();
        return [.. Enumerable.Range(0, spectra[0].Count).Select(k => spectra.Average(spectrum => spectrum[k]))];
    }
}
