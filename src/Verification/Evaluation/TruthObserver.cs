using System.ComponentModel.DataAnnotations;
using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Verification.Simulation;
using Slams.Verification.Truths;

namespace Slams.Verification.Evaluation;

/// <summary>
/// Observes a truth cycle by cycle as <see cref="ObservingSystemSimulation"/> does, in memory, and puts the reports through the
/// quality control of ingest in the order of their arrival.
/// </summary>
public sealed class TruthObserver
{
    private readonly ITruth _truth;
    private readonly ObservingSystem _system;
    private readonly StationSimulator _stations;
    private readonly FrameSimulator _frames;
    private readonly ProfileSimulator? _profiles;
    private readonly StationHoldout _holdout;
    private readonly ReadingQualityControl _quality;
    private readonly ArrivalClock _clock = new();
    private readonly Modality? _without;

    /// <summary>Draws the network.</summary>
    /// <param name="truth">The true atmosphere.</param>
    /// <param name="siteList">Sites to draw the network from.</param>
    /// <param name="system">What observes and how well.</param>
    /// <param name="seed">Seed of network, errors and faults.</param>
    /// <param name="surfaceTemperature">Climatology for the gross-error check.</param>
    /// <param name="holdout">Stations that verify instead of being assimilated.</param>
    /// <param name="without">A kind of observation to leave out; null for none.</param>
    /// <param name="quality">Quality control of ingest; null takes the defaults.</param>
    public TruthObserver(
        ITruth truth, IReadOnlyList<Site> siteList, ObservingSystem system, ulong seed, HarmonicClimatology surfaceTemperature,
        StationHoldout holdout, Modality? without, QualityControlOptions? quality = null)
    {
        Validator.ValidateObject(system, new ValidationContext(system), validateAllProperties: true);
        (_truth, _system, _holdout, _without) = (truth, system, holdout, without);
        _stations = new StationSimulator(system, truth.Grid.Horizontal, SiteList.Draw(siteList, system.Stations, seed), seed);
        _frames = new FrameSimulator(system, truth.Grid.Horizontal, seed);
        _profiles = system.Profiles is { } profiles && without != Modality.Profiles
            ? new ProfileSimulator(profiles, truth.Grid, SiteList.Draw(siteList, profiles.Sites, seed + 1), seed)
            : null;
        _quality = new ReadingQualityControl(quality ?? new QualityControlOptions(), _clock, surfaceTemperature);
    }

    /// <summary>Observes one state. States must be observed in order: repeats are found among what came before.</summary>
    public ObservedCycle Observe(int truthIndex)
    {
        var cycle = CycleSchedule.SixHourly.CycleAt(_truth.Times[truthIndex]);
        var reports = _stations
            .Reports(cycle, _truth.NearSurfaceTemperatureK(truthIndex), _truth.Precipitation6hMm(truthIndex), [])
            .ToList();
        var inTime = reports.Where(report => !report.Faults.HasFlag(PlantedFaults.Late) && !IsLateByClock(report, cycle)).ToArray();
        var judged = Judge(inTime)
            .Where(reading => _without != Modality.Stations || reading.Flag != QualityFlag.Assimilated)
            .Select(reading => _without == Modality.Precipitation ? WithoutPrecipitation(reading) : reading)
            .OrderBy(reading => reading.StationId, StringComparer.Ordinal).ThenBy(reading => reading.Time).ThenBy(reading => reading.SourceRecord);
        var frames = _system.Frames && _without != Modality.Longwave
            ? [_frames.Frame(cycle, _truth.OutgoingLongwaveFlux(truthIndex)).Frame]
            : Array.Empty<SatelliteFrame>();
        return new ObservedCycle
        {
            TruthIndex = truthIndex,
            Observations = new CycleObservations(cycle, [.. judged], frames)
            {
                Profiles = _profiles?.Profiles(cycle, _truth.TemperatureK(truthIndex)) ?? [],
            },
            FaultlessReadings = _without == Modality.Stations
                ? []
                : [.. inTime
                    .Where(report => report is { Faults: PlantedFaults.None, Fault: StationFault.None } && !_holdout.IsWithheld(report.Reading.StationId))
                    .Select(report => report.Reading)],
            GrossErrors = inTime.Where(report => report.Faults.HasFlag(PlantedFaults.GrossError))
                .Select(report => report.Reading.StationId).ToHashSet(StringComparer.Ordinal),
            Faults = _stations.FaultsAt(cycle),
            Withheld = reports.Select(report => report.Reading.StationId).Where(_holdout.IsWithheld).ToHashSet(StringComparer.Ordinal),
            LateByClock = reports.Count(report => !report.Faults.HasFlag(PlantedFaults.Late) && IsLateByClock(report, cycle)
                && report.Reading.AirTemperatureK is not null && !_holdout.IsWithheld(report.Reading.StationId)),
            Late = reports.Count - inTime.Length,
        };
    }

    // Its window has been closed when it comes; that of a stamp ahead has not, and is left to quality control.
    private static bool IsLateByClock(SimulatedReport report, Cycle cycle) =>
        report.Fault == StationFault.TimeShifted && CycleSchedule.SixHourly.CycleAt(report.Reading.Time!.Value).Index < cycle.Index;

    private List<StationReading> Judge(IEnumerable<SimulatedReport> reports)
    {
        var arrivals = new ArrivalOrder();
        foreach (var report in reports)
        {
            arrivals.Add(report);
        }

        var judged = new List<StationReading>();
        foreach (var report in arrivals.TakeBefore(DateTimeOffset.MaxValue))
        {
            _clock.Now = report.Arrival;
            judged.Add(_holdout.Apply(_quality.Apply(report.Reading with { SourceRecord = judged.Count + 1 })));
        }

        return judged;
    }

    private static StationReading WithoutPrecipitation(StationReading reading) =>
        reading with { Precipitation6hMm = null, PrecipitationFlag = QualityFlag.Missing };
}
