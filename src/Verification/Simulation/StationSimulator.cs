using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Verification.Simulation;

/// <summary>
/// Makes the reports of a network from a true atmosphere. A pure function of truth, cycle, system and seed, unless stations are faulty: then
/// cycles must come in order.
/// </summary>
public sealed class StationSimulator
{
    private readonly ObservingSystem _system;
    private readonly ulong _seed;
    private readonly IReadOnlyList<Site> _sites;
    private readonly BilinearStencil[] _stencils;
    private readonly StationFaultPlanter? _planter;

    /// <summary>Makes a simulator.</summary>
    public StationSimulator(ObservingSystem system, LatLonGrid grid, IReadOnlyList<Site> sites, ulong seed)
    {
        _system = system;
        _seed = seed;
        _sites = sites;
        _planter = system.FaultyStations is { } faults ? new StationFaultPlanter(faults, system, seed) : null;
        _stencils = [.. sites.Select(site => grid.Interpolate(site.LatitudeDegrees, site.LongitudeDegrees))];
    }

    /// <summary>The reports of one cycle by station, repeats after their first report.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="temperatureK">True near-surface temperature.</param>
    /// <param name="precipitation6hMm">True precipitation of the preceding six hours.</param>
    /// <param name="silent">Gets the stations that send nothing.</param>
    public IEnumerable<SimulatedReport> Reports(Cycle cycle, float[] temperatureK, float[] precipitation6hMm, ICollection<string> silent)
    {
        var reports = FaultlessReports(cycle, temperatureK, precipitation6hMm, silent);
        return _planter is null ? reports : _planter.Plant(cycle, reports);
    }

    /// <summary>Stations that are faulty in a cycle, and how; it must not be before the last cycle reported.</summary>
    public IReadOnlyDictionary<string, StationFault> FaultsAt(Cycle cycle) =>
        _planter?.At(cycle, _sites.Select(site => site.StationId)) ?? new Dictionary<string, StationFault>();

    private IEnumerable<SimulatedReport> FaultlessReports(
        Cycle cycle, float[] temperatureK, float[] precipitation6hMm, ICollection<string> silent)
    {
        for (var i = 0; i < _sites.Count; i++)
        {
            var draws = new DrawSequence(_seed, Streams.Reports ^ CounterRandom.SeedFrom(_sites[i].StationId), (ulong)cycle.Index);
            var first = Report(_sites[i], _stencils[i], cycle, temperatureK, precipitation6hMm, ref draws, out var sent);
            var repeat = Repeat(first, ref draws);
            if (!sent)
            {
                silent.Add(_sites[i].StationId);
                continue;
            }

            yield return first;
            if (repeat is not null)
            {
                yield return repeat;
            }
        }
    }

    /// <summary>Every number is drawn whether used or not, so that a share changed in the system moves nothing else.</summary>
    private SimulatedReport Report(
        Site site, BilinearStencil stencil, Cycle cycle, float[] temperatureK, float[] precipitation6hMm, ref DrawSequence draws,
        out bool sent)
    {
        var temperature = stencil.Apply(temperatureK) + (_system.TemperatureErrorK * draws.Normal());
        var precipitation = stencil.Apply(precipitation6hMm) * Math.Exp(_system.PrecipitationLogError * draws.Normal());
        var jitterMinutes = Math.Round(draws.Between(-1, 1) * _system.StampJitter.TotalMinutes);
        sent = draws.Uniform() >= _system.DropoutShare;
        var empty = draws.Uniform() < _system.EmptyTemperatureShare;
        var gross = draws.Uniform() < _system.GrossErrorShare & !empty;
        var size = draws.Between(_system.SmallestGrossErrorK, _system.LargestGrossErrorK) * (draws.Uniform() < 0.5 ? -1 : 1);
        var late = draws.Uniform() < _system.LateShare;
        var lateDelay = draws.Between(_system.ShortestLateDelay.TotalMinutes, _system.LongestLateDelay.TotalMinutes);
        var delay = Math.Min(4, -Math.Log(draws.Uniform())) * _system.MeanDelay.TotalMinutes;

        var stamp = cycle.Time.AddMinutes(jitterMinutes);
        var reading = new StationReading
        {
            StationId = site.StationId,
            Time = stamp,
            LatitudeDegrees = site.LatitudeDegrees,
            LongitudeDegrees = site.LongitudeDegrees,
            ElevationMetres = site.ElevationMetres,
            AirTemperatureK = empty ? null : Math.Round(temperature + (gross ? size : 0), 1),
            Precipitation6hMm = Math.Round(Math.Max(0, precipitation), 2),
        };
        var faults = (gross ? PlantedFaults.GrossError : 0) | (empty ? PlantedFaults.EmptyTemperature : 0)
            | (late ? PlantedFaults.Late : 0);
        return new SimulatedReport(
            reading, stamp.AddMinutes(Math.Round(late ? lateDelay : delay, 2)), faults, gross ? Math.Round(size, 1) : 0);
    }

    private SimulatedReport? Repeat(SimulatedReport first, ref DrawSequence draws)
    {
        var repeated = draws.Uniform() < _system.DuplicateShare;
        var differs = draws.Uniform() < _system.DifferingRepeatShare;
        var change = Math.Round(draws.Between(0.2, 2) * (draws.Uniform() < 0.5 ? -1 : 1), 1);
        var behind = draws.Between(0, 10);
        if (!repeated)
        {
            return null;
        }

        differs &= first.Reading.AirTemperatureK is not null;
        return first with
        {
            Reading = differs
                ? first.Reading with { AirTemperatureK = Math.Round(first.Reading.AirTemperatureK!.Value + change, 1) }
                : first.Reading,
            Arrival = first.Arrival.AddMinutes(Math.Round(behind, 2) + 0.01),
            Faults = first.Faults | (differs ? PlantedFaults.DifferingRepeat : PlantedFaults.ExactRepeat),
        };
    }
}
