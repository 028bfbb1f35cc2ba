using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Verification.Simulation;

/// <summary>
/// Makes some stations of a network faulty. Which, how and from when depends on seed and station alone; a stuck value is the first
/// seen after the onset, so cycles must come in order.
/// </summary>
/// <param name="faults">Shares and sizes.</param>
/// <param name="system">Sizes of gross errors.</param>
/// <param name="seed">Seed of the run.</param>
public sealed class StationFaultPlanter(FaultyStations faults, ObservingSystem system, ulong seed)
{
    private static readonly StationFault[] Kinds = [.. Enum.GetValues<StationFault>().Where(kind => kind != StationFault.None)];
    private readonly Dictionary<string, double> _stuck = new(StringComparer.Ordinal);
    private Cycle _start, _last;
    private bool _begun;

    /// <summary>What will be wrong with a station.</summary>
    public StationFault Of(string station)
    {
        var place = Draws(station).Uniform() / faults.ShareOfEach;
        return faults.ShareOfEach > 0 && place < Kinds.Length ? Kinds[(int)place] : StationFault.None;
    }

    /// <summary>Faults of the stations that are wrong in a cycle, by station.</summary>
    public IReadOnlyDictionary<string, StationFault> At(Cycle cycle, IEnumerable<string> stations)
    {
        Follow(cycle);
        return stations.Where(station => Of(station) != StationFault.None && cycle.Index >= Onset(station)).ToDictionary(station => station, Of, StringComparer.Ordinal);
    }

    /// <summary>Plants the faults in the reports of a cycle.</summary>
    public IEnumerable<SimulatedReport> Plant(Cycle cycle, IEnumerable<SimulatedReport> reports)
    {
        Follow(cycle);
        foreach (var report in reports)
        {
            var kind = Of(report.Reading.StationId);
            if (kind == StationFault.None || cycle.Index < Onset(report.Reading.StationId))
            {
                yield return report;
                continue;
            }

            var faulty = report with { Reading = Spoil(report.Reading, kind, cycle), Fault = kind };
            yield return faulty;
            if (kind == StationFault.Duplicated)
            {
                yield return Repeat(faulty);
            }
        }
    }

    private DrawSequence Draws(string station) => new(seed, Streams.StationFaults ^ CounterRandom.SeedFrom(station), 0);

    /// <summary>Draws of the onset and whatever else is of the station, not of the report.</summary>
    private DrawSequence Details(string station, out long onset)
    {
        var draws = Draws(station);
        draws.Uniform();
        onset = _start.Index + (long)(draws.Uniform() * faults.LatestOnset);
        return draws;
    }

    private long Onset(string station)
    {
        Details(station, out var onset);
        return onset;
    }

    private void Follow(Cycle cycle)
    {
        if (!_begun || cycle.Index > _last.Index + 1)
        {
            _start = cycle;
            _stuck.Clear();
        }

        (_begun, _last) = (true, cycle);
    }

    private StationReading Spoil(StationReading reading, StationFault kind, Cycle cycle)
    {
        var draws = Details(reading.StationId, out var onset);
        var (sign, size, direction) = (draws.Uniform() < 0.5 ? -1 : 1, draws.Uniform(), draws.Uniform());
        switch (kind)
        {
            case StationFault.GrossError:
                var own = new DrawSequence(seed, Streams.StationFaults ^ CounterRandom.SeedFrom(reading.StationId), (ulong)cycle.Index);
                return Add(reading, own.Between(system.SmallestGrossErrorK, system.LargestGrossErrorK) * (own.Uniform() < 0.5 ? -1 : 1));
            case StationFault.Stuck when reading.AirTemperatureK is { } temperature:
                _stuck.TryAdd(reading.StationId, temperature);
                return reading with { AirTemperatureK = _stuck[reading.StationId] };
            case StationFault.Drifting:
                var days = (cycle.Index - onset + 1) * CycleSchedule.SixHourly.Interval.TotalDays;
                return Add(reading, sign * days * (faults.SlowestDriftKPerDay + (size * (faults.FastestDriftKPerDay - faults.SlowestDriftKPerDay))));
            case StationFault.Displaced:
                return Displace(
                    reading, faults.SmallestDisplacementKm + (size * (faults.LargestDisplacementKm - faults.SmallestDisplacementKm)), 2 * Math.PI * direction);
            case StationFault.TimeShifted:
                return reading with { Time = reading.Time!.Value.AddHours(sign * (1 + Math.Floor(size * faults.LargestShiftHours))) };
            default:
                return reading;
        }
    }

    private SimulatedReport Repeat(SimulatedReport report)
    {
        var draws = Details(report.Reading.StationId, out _);
        return report with
        {
            Reading = draws.Uniform() < 0.5 ? report.Reading : Add(report.Reading, draws.Between(-2, 2)),
            Arrival = report.Arrival.AddMinutes(1),
            IsSentAgain = true,
        };
    }

    private static StationReading Add(StationReading reading, double kelvin) =>
        reading with { AirTemperatureK = reading.AirTemperatureK is { } temperature ? Math.Round(temperature + kelvin, 1) : null };

    private static StationReading Displace(StationReading reading, double km, double bearing)
    {
        var (phi, angle) = (reading.LatitudeDegrees!.Value * Math.PI / 180, km / Core.Grids.GreatCircle.EarthRadiusKm);
        var sine = (Math.Sin(phi) * Math.Cos(angle)) + (Math.Cos(phi) * Math.Sin(angle) * Math.Cos(bearing));
        var turn = Math.Atan2(Math.Sin(bearing) * Math.Sin(angle) * Math.Cos(phi), Math.Cos(angle) - (Math.Sin(phi) * sine));
        var longitude = reading.LongitudeDegrees!.Value + (turn * 180 / Math.PI);
        return reading with
        {
            LatitudeDegrees = Math.Round(Math.Asin(Math.Clamp(sine, -1, 1)) * 180 / Math.PI, 2),
            LongitudeDegrees = Math.Round(longitude - (360 * Math.Floor((longitude + 180) / 360)), 2),
        };
    }
}
