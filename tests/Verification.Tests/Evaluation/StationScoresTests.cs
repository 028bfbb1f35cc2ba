using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Verification.Evaluation;

namespace Slams.Verification.Tests.Evaluation;

public sealed class StationScoresTests
{
    [Fact]
    public void Gross_errors_are_counted_by_what_became_of_them_and_not_scored()
    {
        var scores = new StationScores(16, 1);

        scores.Add(Observed("bad1", "bad2", "bad3", "bad4"),
        [
            Departure("good", 281, 280.5f, QualityFlag.Assimilated),
            Departure("held", 282, 281, QualityFlag.Passive),
            Departure("odd", 290, 281, QualityFlag.FirstGuessDeparture),
            Departure("alone", 288, 281, QualityFlag.BuddyDeparture),
            Departure("bad1", 300, 281, QualityFlag.Assimilated),
            Departure("bad2", 300, 281, QualityFlag.FirstGuessDeparture),
            Departure("bad3", 300, 281, QualityFlag.Passive),
            Departure("bad4", 288, 281, QualityFlag.BuddyDeparture),
        ], _ => 280.5f);

        Assert.Equal((1, 2, 2), (scores.GrossErrorsAssimilated, scores.GrossErrorsRefused, scores.FaultlessRefused));
        Assert.Equal(0.5, scores.Assimilated.ObservationMinusAnalysis.RootMeanSquare, 1e-6);
        Assert.Equal(1, scores.Withheld.ObservationMinusAnalysis.Mean, 1e-6);
        Assert.Equal(1, scores.WithheldScore().Observations);
        // Mean 0.5 K off with spread 0: every draw is 0.5 K off.
        Assert.Equal(0.5, scores.AssimilatedDraws.Ratio, 1e-6);
    }

    [Fact]
    public void Near_the_surface_spread_is_held_against_the_truth_where_stations_are_withheld()
    {
        var scores = new StationScores(16, 1);
        Assert.Equal(double.NaN, scores.SpreadSkillRatio);

        scores.Add(Observed("bad"),
        [
            Departure("one", 281, 281, QualityFlag.Passive) with { AnalysisSpreadK = 1 },
            Departure("two", 284, 283, QualityFlag.Passive) with { AnalysisSpreadK = 2 },
            Departure("seen", 280, 290, QualityFlag.Assimilated),
            Departure("bad", 300, 290, QualityFlag.Passive),
        ], station => station.StationId == "one" ? 280 : 281);

        Assert.Equal(Math.Sqrt(17.0 / 16), scores.SpreadSkillRatio, 1e-6);
    }

    private static ObservedCycle Observed(params string[] grossErrors) => new()
    {
        TruthIndex = 0,
        Observations = new CycleObservations(CycleSchedule.SixHourly.At(0), [], []),
        FaultlessReadings = [],
        GrossErrors = grossErrors.ToHashSet(),
        Late = 0,
    };

    private static StationDeparture Departure(string station, float observed, float analysis, QualityFlag flag) =>
        new(station, 0, 0, observed, 279, analysis, 0, 280, flag);
}
