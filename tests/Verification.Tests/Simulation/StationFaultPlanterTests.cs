using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Simulation;

public sealed class StationFaultPlanterTests
{
    private const int Stations = 600;
    private static readonly AnalyticTruth Truth = new(16);
    private static readonly ObservingSystem Clean = new() { Stations = Stations, GrossErrorShare = 0, DuplicateShare = 0, DropoutShare = 0, EmptyTemperatureShare = 0 };
    private static readonly ObservingSystem Faulty = Clean with { FaultyStations = new FaultyStations { ShareOfEach = 0.05 } };
    private static readonly Site[] Sites = [.. Enumerable.Range(0, Stations).Select(i =>
        new Site($"S{i:0000}", Math.Asin((((i + 0.5) * 2) / Stations) - 1) * 180 / Math.PI, (i * 137.508) % 360, null))];

    [Fact]
    public void Each_kind_has_its_share_and_shows_what_it_is_called()
    {
        var (clean, faulty) = (Observe(Clean), Observe(Faulty));
        var firsts = faulty.Where(report => !report.IsSentAgain).ToList();
        Assert.Equal(clean.Count, firsts.Count);
        var pairs = clean.Zip(firsts, (good, bad) => (Good: good, Bad: bad)).ToList();

        foreach (var kind in Enum.GetValues<StationFault>().Where(kind => kind != StationFault.None))
        {
            Assert.InRange(faulty.Where(report => report.Fault == kind).Select(report => report.Reading.StationId).Distinct().Count(), 15, 48);
        }

        Assert.All(pairs.Where(pair => pair.Bad.Fault == StationFault.None), pair => Assert.Equal(pair.Good, pair.Bad));
        Assert.All(Of(StationFault.GrossError), pair => Assert.InRange(Math.Abs(Added(pair)), 14.9, 40.1));
        Assert.All(
            Of(StationFault.Stuck).GroupBy(pair => pair.Bad.Reading.StationId),
            station => Assert.Single(station.Select(pair => pair.Bad.Reading.AirTemperatureK).Distinct()));
        Assert.All(Of(StationFault.Drifting).GroupBy(pair => pair.Bad.Reading.StationId), station =>
        {
            var added = station.Select(pair => Math.Abs(Added(pair))).ToList();
            Assert.Equal(added.Order(), added);
            Assert.InRange(added[0], 0, 0.9);
        });
        Assert.All(Of(StationFault.Displaced), pair => Assert.InRange(
            GreatCircle.DistanceKm(
                pair.Good.Reading.LatitudeDegrees!.Value, pair.Good.Reading.LongitudeDegrees!.Value, pair.Bad.Reading.LatitudeDegrees!.Value,
                pair.Bad.Reading.LongitudeDegrees!.Value),
            995, 5005));
        Assert.All(Of(StationFault.TimeShifted), pair => Assert.InRange(Math.Abs((pair.Bad.Reading.Time! - pair.Good.Reading.Time!).Value.TotalHours), 1, 12));
        var again = faulty.Where(report => report.IsSentAgain).ToList();
        Assert.Equal(Of(StationFault.Duplicated).Count(), again.Count);
        Assert.Contains(again, report => firsts.Contains(report with { IsSentAgain = false, Arrival = report.Arrival.AddMinutes(-1) }));
        Assert.Contains(again, report => !firsts.Contains(report with { IsSentAgain = false, Arrival = report.Arrival.AddMinutes(-1) }));

        IEnumerable<(SimulatedReport Good, SimulatedReport Bad)> Of(StationFault kind) => pairs.Where(pair => pair.Bad.Fault == kind);

        static double Added((SimulatedReport Good, SimulatedReport Bad) pair) => pair.Bad.Reading.AirTemperatureK!.Value - pair.Good.Reading.AirTemperatureK!.Value;
    }

    [Fact]
    public void Stations_begin_to_be_wrong_one_by_one_and_after_a_gap_anew()
    {
        var planter = new StationFaultPlanter(Faulty.FaultyStations!, Faulty, 1);
        int At(long index) => planter.At(CycleSchedule.SixHourly.At(index), Sites.Select(site => site.StationId)).Count;

        int[] faulty = [.. Enumerable.Range(100, 12).Select(index => At(index))];
        Assert.Equal(faulty.Order(), faulty);
        Assert.InRange(faulty[0], 5, 60);
        Assert.Equal(faulty[7], faulty[11]);
        Assert.InRange(faulty[11], 120, 240);
        Assert.Equal(faulty[0], At(500));
    }

    [Fact]
    public void The_manifest_tells_which_they_are_and_says_nothing_of_a_system_without()
    {
        using var folder = new ScratchFolder();
        var with = Run(Faulty, Path.Combine(folder.Path, "with"));
        var without = Run(Clean, Path.Combine(folder.Path, "without"));

        Assert.Null(without.FaultyStations);
        Assert.DoesNotContain("aultyStations", File.ReadAllText(Path.Combine(folder.Path, "without", "manifest.json")), StringComparison.Ordinal);
        var read = ManifestJson.Read(Path.Combine(folder.Path, "with", "manifest.json"));
        Assert.Equal(with.FaultyStations, read.FaultyStations);
        Assert.Equal(Faulty.FaultyStations, read.System.FaultyStations);
        Assert.Equal(Observe(Faulty).Where(report => report.Fault != StationFault.None).Select(report => report.Reading.StationId).Distinct().Order(), read.FaultyStations!.Select(fault => fault.Station).Order());
        Assert.Equal(6, read.FaultyStations!.Select(fault => fault.Fault).Distinct().Count());
    }

    private static SimulationManifest Run(ObservingSystem system, string folder) => ObservingSystemSimulation.Run(
        Truth, Sites, new SimulationRequest { System = system with { Frames = false }, Seed = 1, OutputFolder = folder });

    private static List<SimulatedReport> Observe(ObservingSystem system)
    {
        var simulator = new StationSimulator(system, Truth.Grid.Horizontal, Sites, 1);
        return
        [
            .. Enumerable.Range(0, Truth.Times.Count).SelectMany(i => simulator.Reports(
                CycleSchedule.SixHourly.CycleAt(Truth.Times[i]), Truth.NearSurfaceTemperatureK(i), Truth.Precipitation6hMm(i), [])),
        ];
    }
}
