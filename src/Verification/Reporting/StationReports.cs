using Slams.Verification.Evaluation;
using Slams.Verification.Scores;

namespace Slams.Verification.Reporting;

/// <summary>Summarises scores at stations.</summary>
internal static class StationReports
{
    public static StationReport Of(StationScores scores) => new()
    {
        Withheld = scores.WithheldScore(),
        WithheldDepartures = Group(scores.Withheld, scores.WithheldDraws),
        AssimilatedDepartures = Group(scores.Assimilated, scores.AssimilatedDraws),
        GrossErrorsAssimilated = scores.GrossErrorsAssimilated,
        GrossErrorsRefused = scores.GrossErrorsRefused,
        FaultlessRefused = scores.FaultlessRefused,
    };

    private static StationGroupReport Group(DepartureStatistics departures, DrawConsistency draws) => new()
    {
        Observations = departures.Count,
        BackgroundBiasK = departures.ObservationMinusBackground.Mean,
        BackgroundRmseK = departures.ObservationMinusBackground.RootMeanSquare,
        AnalysisBiasK = departures.ObservationMinusAnalysis.Mean,
        AnalysisRmseK = departures.ObservationMinusAnalysis.RootMeanSquare,
        DesroziersObservationVariance = departures.ObservationErrorVariance,
        DesroziersBackgroundVariance = departures.BackgroundErrorVariance,
        DesroziersAnalysisVariance = departures.AnalysisErrorVariance,
        DrawRatio = draws.Ratio,
    };
}
