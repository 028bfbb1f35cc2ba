namespace Slams.Assimilator.Observability;

/// <summary>Keeps an eye on every station from cycle to cycle: which are silent, which drift from the background, which are rejected.</summary>
internal sealed class StationWatch
{
    /// <summary>Problems, as values of a label.</summary>
    public const string Silent = "silent", Drifting = "drifting", Rejected = "rejected";

    // Silence of one cycle is nothing: many stations report now and then. After a month nobody waits any more.
    private const int SilentCycles = 2, ForgottenCycles = 120, RegularCycles = 4, JudgedReports = 8;
    private const double Weight = 0.1, DriftLimit = 2, RejectedLimit = 0.5;
    private readonly Dictionary<string, Track> _stations = new(StringComparer.Ordinal);

    /// <summary>A station has reported.</summary>
    /// <param name="cycle">Index of the cycle.</param>
    /// <param name="station">The station.</param>
    /// <param name="usable">Whether quality control has let the report pass.</param>
    public void Reported(long cycle, string station, bool usable)
    {
        if (!_stations.TryGetValue(station, out var track))
        {
            _stations.Add(station, track = new Track());
        }

        track.Cycles += track.LastCycle == cycle ? 0 : 1;
        track.LastCycle = cycle;
        track.Reports++;
        track.RejectedShare += Math.Max(Weight, 1.0 / track.Reports) * ((usable ? 0 : 1) - track.RejectedShare);
    }

    /// <summary>A usable report beside the background.</summary>
    /// <param name="station">The station.</param>
    /// <param name="departure">Observation minus background, in deviations of the observation error.</param>
    public void Departed(string station, float departure)
    {
        if (float.IsFinite(departure) && _stations.TryGetValue(station, out var track))
        {
            track.Departures++;
            track.MeanDeparture += Math.Max(Weight, 1.0 / track.Departures) * (departure - track.MeanDeparture);
        }
    }

    /// <summary>Sums up a cycle.</summary>
    /// <param name="cycle">Index of the cycle.</param>
    /// <param name="named">Most stations by name for each problem.</param>
    public View Close(long cycle, int named)
    {
        foreach (var (station, track) in _stations)
        {
            if (cycle - track.LastCycle > ForgottenCycles)
            {
                _stations.Remove(station);
            }
        }

        return new View(_stations.Values.Count(track => track.LastCycle == cycle), new Dictionary<string, (int, IReadOnlyList<(string, double)>)>
        {
            [Silent] = Worst(track => track.Cycles >= RegularCycles && cycle - track.LastCycle >= SilentCycles, track => cycle - track.LastCycle),
            [Drifting] = Worst(track => track.Departures >= JudgedReports && Math.Abs(track.MeanDeparture) > DriftLimit, track => track.MeanDeparture),
            [Rejected] = Worst(track => track.Reports >= JudgedReports && track.RejectedShare > RejectedLimit, track => track.RejectedShare),
        });

        (int, IReadOnlyList<(string, double)>) Worst(Func<Track, bool> has, Func<Track, double> value)
        {
            var all = _stations.Where(one => has(one.Value)).Select(one => (one.Key, Value: value(one.Value))).ToList();
            return (all.Count, [.. all.OrderByDescending(one => Math.Abs(one.Value)).ThenBy(one => one.Key, StringComparer.Ordinal).Take(named)]);
        }
    }

    /// <summary>How stations do.</summary>
    /// <param name="Reporting">How many have reported in the cycle.</param>
    /// <param name="Problems">By problem how many have it, and the worst of them with their value.</param>
    internal sealed record View(int Reporting, IReadOnlyDictionary<string, (int Count, IReadOnlyList<(string Station, double Value)> Worst)> Problems);

    private sealed class Track
    {
        public long LastCycle { get; set; } = long.MinValue;

        public int Cycles { get; set; }

        public long Reports { get; set; }

        public long Departures { get; set; }

        public double MeanDeparture { get; set; }

        public double RejectedShare { get; set; }
    }
}
