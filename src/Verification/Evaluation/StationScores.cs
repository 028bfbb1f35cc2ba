using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Verification.Comparison;
using Slams.Verification.Scores;

namespace Slams.Verification.Evaluation;

/// <summary>
/// Scores at stations, withheld and assimilated. Reports with a planted gross error are counted, not scored: with it they
/// would say what quality control let through, not how good the analysis is.
/// </summary>
/// <param name="members">Ensemble size.</param>
/// <param name="errorK">True error of a station temperature, K.</param>
public sealed class StationScores(int members, double errorK)
{
    private readonly WithheldVerification _withheld = new(errorK, members);
    private readonly RunningMoments _error = new();
    private readonly RunningMoments _spread = new();

    /// <summary>Departures at the stations withheld.</summary>
    public DepartureStatistics Withheld { get; } = new();

    /// <summary>Departures at the stations assimilated.</summary>
    public DepartureStatistics Assimilated { get; } = new();

    /// <summary>Draws against the observations assimilated.</summary>
    public DrawConsistency AssimilatedDraws { get; } = new();

    /// <summary>Draws against the observations withheld.</summary>
    public DrawConsistency WithheldDraws { get; } = new();

    /// <summary>Gross errors that were planted in assimilable reports and assimilated after all.</summary>
    public long GrossErrorsAssimilated { get; private set; }

    /// <summary>Gross errors that the checks against the field refused.</summary>
    public long GrossErrorsRefused { get; private set; }

    /// <summary>Faultless reports that the checks against the field refused.</summary>
    public long FaultlessRefused { get; private set; }

    /// <summary>Spread–skill ratio of the near-surface temperature against the truth at the stations withheld; NaN without any.</summary>
    public double SpreadSkillRatio =>
        _error.Count == 0
            ? double.NaN
            : SpreadSkill.Ratio(_spread.RootMeanSquare * _spread.RootMeanSquare, _error.RootMeanSquare * _error.RootMeanSquare, members);

    /// <summary>Adds the departures of one cycle.</summary>
    /// <param name="observed">What was observed.</param>
    /// <param name="departures">Stations beside the analysis.</param>
    /// <param name="truthK">True near-surface temperature at a station, K.</param>
    public void Add(ObservedCycle observed, IReadOnlyList<StationDeparture> departures, Func<StationDeparture, float> truthK)
    {
        var kept = departures.Where(departure => !observed.GrossErrors.Contains(departure.StationId)).ToArray();
        _withheld.Add(observed.Cycle.Time, kept);
        foreach (var departure in kept)
        {
            switch (departure.Flag)
            {
                case QualityFlag.Passive:
                    Withheld.Add(departure.ObservedK, departure.BackgroundK, departure.AnalysisK);
                    _error.Add(departure.AnalysisK - truthK(departure));
                    _spread.Add(departure.AnalysisSpreadK);
                    WithheldDraws.Add(departure.ObservedK, departure.AnalysisK, departure.AnalysisSpreadK, members, errorK);
                    break;
                case QualityFlag.Assimilated:
                    Assimilated.Add(departure.ObservedK, departure.BackgroundK, departure.AnalysisK);
                    AssimilatedDraws.Add(departure.ObservedK, departure.AnalysisK, departure.AnalysisSpreadK, members, errorK);
                    break;
                case var flag when flag.IsAgainstField():
                    FaultlessRefused++;
                    break;
            }
        }

        foreach (var departure in departures.Where(departure => observed.GrossErrors.Contains(departure.StationId)))
        {
            GrossErrorsAssimilated += departure.Flag == QualityFlag.Assimilated ? 1 : 0;
            GrossErrorsRefused += departure.Flag.IsAgainstField() ? 1 : 0;
        }
    }

    /// <summary>Error, chi-square and coverage at the stations withheld.</summary>
    public WithheldScore WithheldScore() => _withheld.Score();
}
