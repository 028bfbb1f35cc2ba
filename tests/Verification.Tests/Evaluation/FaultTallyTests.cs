using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Verification.Evaluation;
using Slams.Verification.Reporting;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Evaluation;

public sealed class FaultTallyTests
{
    [Fact]
    public void Verdicts_are_counted_by_fault_and_check()
    {
        var tally = new FaultTally();
        tally.Add(
            Observed(("bad", StationFault.GrossError), ("held", StationFault.GrossError), ("twice", StationFault.Duplicated), ("early", StationFault.TimeShifted)),
            [
                Departure("bad", QualityFlag.FirstGuessDeparture), Departure("bad", QualityFlag.Assimilated),
                Departure("held", QualityFlag.Passive), Departure("held", QualityFlag.GrossError),
                Departure("twice", QualityFlag.Assimilated), Departure("twice", QualityFlag.Duplicate),
                Departure("good", QualityFlag.Assimilated), Departure("good", QualityFlag.BuddyDeparture),
            ]);

        Assert.Equal((2, 0.5), (tally.Count(StationFault.GrossError), tally.RejectedShare(StationFault.GrossError)));
        Assert.Equal((1, 1.0), (tally.Count(StationFault.Duplicated), tally.RejectedShare(StationFault.Duplicated)));
        Assert.Equal((3, 1L), (tally.Count(StationFault.None), tally.Count(StationFault.None, QualityFlag.BuddyDeparture)));
        Assert.Equal((3, 1.0), (tally.Count(StationFault.TimeShifted), tally.RejectedShare(StationFault.TimeShifted)));
        Assert.Equal(double.NaN, tally.RejectedShare(StationFault.Stuck));

        var lines = QualityText.Detection(new QualityRun("run", null!, tally)).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(["faultless", "3", "33.333", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000", "33.333", "0.000", "0.000", "66.667"], lines[2]);
        Assert.Equal(["gross", "error", "2", "50.000", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000", "50.000", "0.000", "0.000", "0.000", "50.000"], lines[3]);
        Assert.Equal(["time-shifted", "3", "100.000", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000", "100.000", "0.000"], lines[5]);
    }

    [Fact]
    public void The_observer_knows_what_is_faulty_and_what_a_wrong_clock_makes_late()
    {
        using var truth = new AnalyticTruth(10);
        var observer = ObservedWorld.Observer(truth, new ObservingSystem { FaultyStations = new FaultyStations { ShareOfEach = 0.05 } }, withhold: 0);
        var observed = Enumerable.Range(0, 10).Select(observer.Observe).ToList();

        Assert.InRange(observed[9].Faults.Count, 60, 180);
        Assert.InRange(observed.Sum(cycle => cycle.LateByClock), 20, 400);
        var shifted = observed[9].Observations.Readings.Where(reading => observed[9].Faults.GetValueOrDefault(reading.StationId) == StationFault.TimeShifted).ToList();
        Assert.Contains(shifted, reading => reading.Flag == QualityFlag.BadTime);
        Assert.All(shifted, reading => Assert.True(reading.Time > observed[9].Cycle.WindowStart));
        Assert.DoesNotContain(observed[9].FaultlessReadings, reading => observed[9].Faults.ContainsKey(reading.StationId));
    }

    [Fact]
    public void What_a_wrong_clock_makes_late_does_not_count_where_it_is_withheld_or_without_a_temperature()
    {
        using var truth = new AnalyticTruth(10);
        int Late(double withhold, double withoutTemperature)
        {
            var system = new ObservingSystem { FaultyStations = new FaultyStations { ShareOfEach = 0.05 }, EmptyTemperatureShare = withoutTemperature };
            var observer = ObservedWorld.Observer(truth, system, withhold);
            return Enumerable.Range(0, 10).Sum(index => observer.Observe(index).LateByClock);
        }

        Assert.InRange(Late(0.5, 0.025), 1, 0.8 * Late(0, 0.025));
        Assert.Equal(0, Late(0, 1));
    }

    private static ObservedCycle Observed(params (string Station, StationFault Fault)[] faults) => new()
    {
        TruthIndex = 0,
        Observations = new CycleObservations(CycleSchedule.SixHourly.At(0), [], []),
        FaultlessReadings = [],
        GrossErrors = new HashSet<string>(),
        Late = 3,
        LateByClock = 3,
        Withheld = new HashSet<string> { "held" },
        Faults = faults.ToDictionary(fault => fault.Station, fault => fault.Fault),
    };

    private static StationDeparture Departure(string station, QualityFlag flag) => new(station, 0, 0, 280, 280, 280, 1, 280, flag);
}
