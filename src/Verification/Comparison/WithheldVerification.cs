using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Verification.Scores;

namespace Slams.Verification.Comparison;

/// <summary>Verifies analyses at the stations that were withheld from them: an independent check that needs no truth.</summary>
public sealed class WithheldVerification
{
    private readonly SortedDictionary<DateTimeOffset, CycleSums> _cycles = [];
    private readonly double _observationErrorK;
    private readonly int _members;

    /// <summary>Makes an empty verification.</summary>
    /// <param name="observationErrorK">Standard deviation of the stations' error in K.</param>
    /// <param name="members">Ensemble size.</param>
    public WithheldVerification(double observationErrorK, int members)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(observationErrorK);
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 2);
        _observationErrorK = observationErrorK;
        _members = members;
    }

    /// <summary>Number of cycles with withheld observations.</summary>
    public int CycleCount => _cycles.Values.Count(sums => sums.Departures.Count > 0);

    /// <summary>Adds the passive departures of one cycle; others are ignored. Adding a cycle again replaces it.</summary>
    public void Add(DateTimeOffset time, IEnumerable<StationDeparture> departures) =>
        _cycles[time] = new CycleSums([.. departures.Where(departure => departure.Flag == QualityFlag.Passive)]);

    /// <summary>Scores over all cycles.</summary>
    /// <param name="skipCycles">Cycles at the start left out, while the analysis spins up.</param>
    /// <param name="blockLength">Cycles per block of the bootstrap.</param>
    public WithheldScore Score(int skipCycles = 0, int blockLength = 8)
    {
        var cycles = _cycles.Values.Skip(skipCycles).Where(sums => sums.Departures.Count > 0).ToArray();
        var all = cycles.SelectMany(sums => sums.Departures).ToArray();
        var coverage = new IntervalCoverage();
        var consistency = new ChiSquareConsistency();
        var bias = new RunningMoments();
        foreach (var departure in all)
        {
            coverage.AddNormal(departure.AnalysisK, departure.AnalysisSpreadK, _members, _observationErrorK, departure.ObservedK);
            consistency.Add((double)departure.ObservedK - departure.AnalysisK, departure.AnalysisSpreadK, _observationErrorK);
            bias.Add((double)departure.AnalysisK - departure.ObservedK);
        }

        var bootstrap = new BlockBootstrap(blockLength);
        ConfidenceInterval Rmse(Func<CycleSums, double> squares) => bootstrap.Interval(
            cycles.Length,
            dates => Math.Sqrt(dates.Sum(date => squares(cycles[date])) / dates.Sum(date => (double)cycles[date].Departures.Count)));
        return new WithheldScore
        {
            Observations = all.Length,
            Stations = all.Select(departure => departure.StationId).Distinct(StringComparer.Ordinal).Count(),
            AnalysisRmseK = Rmse(sums => sums.Analysis),
            BackgroundRmseK = Rmse(sums => sums.Background),
            ClimatologyRmseK = Rmse(sums => sums.Climatology),
            AnalysisBiasK = all.Length == 0 ? double.NaN : bias.Mean,
            ChiSquare = consistency.Mean,
            Coverage90 = coverage.Share,
        };
    }

    private sealed class CycleSums(IReadOnlyList<StationDeparture> departures)
    {
        public IReadOnlyList<StationDeparture> Departures => departures;

        public double Analysis { get; } = departures.Sum(d => Square(d.ObservedK - d.AnalysisK));

        public double Background { get; } = departures.Sum(d => Square(d.ObservedK - d.BackgroundK));

        public double Climatology { get; } = departures.Sum(d => Square(d.ObservedK - d.ClimatologyK));

        private static double Square(double value) => value * value;
    }
}
