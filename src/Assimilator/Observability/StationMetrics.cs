using Prometheus;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Core.Windows;

namespace Slams.Assimilator.Observability;

/// <summary>
/// Stations by state, and by name only the few that need somebody: a label with every station would be without bound. What is
/// known of a station begins anew with the process.
/// </summary>
internal sealed class StationMetrics(MetricFactory make)
{
    private const int Named = 10;
    private readonly Gauge _states = make.CreateGauge("slams_stations", "Stations by state in the last window; one may be in several.", "state");
    private readonly Gauge _worst = make.CreateGauge(
        "slams_station_problem",
        "The ten worst stations of each problem: silent in cycles without a report, drifting in mean observation minus background over the observation error, rejected as the share of its reports.",
        "problem", "station");

    private readonly StationWatch _watch = new();

    public void Closed(ClosedWindow<Observation> window, IReadOnlyList<StationDeparture> departures)
    {
        var rejected = departures.Where(d => d.Flag.IsAgainstField()).GroupBy(d => d.StationId, StringComparer.Ordinal)
            .ToDictionary(of => of.Key, of => of.Count(), StringComparer.Ordinal);
        foreach (var item in window.Items)
        {
            if (item.Reading is { } reading)
            {
                var isUsable = reading.Flag.IsUsable();
                // Which of the station's reports they were makes no difference here.
                if (isUsable && rejected.TryGetValue(reading.StationId, out var left) && left > 0)
                {
                    (isUsable, rejected[reading.StationId]) = (false, left - 1);
                }

                _watch.Reported(window.Cycle.Index, reading.StationId, isUsable);
            }
        }

        foreach (var d in departures)
        {
            if (!d.Flag.IsRejected() && d.Use is { Error: > 0 } use)
            {
                _watch.Departed(d.StationId, (d.ObservedK - d.BackgroundK) / use.Error);
            }
        }

        var view = _watch.Close(window.Cycle.Index, Named);
        var named = new HashSet<(string, string)>();
        _states.WithLabels("reporting").Set(view.Reporting);
        foreach (var (problem, stations) in view.Problems)
        {
            _states.WithLabels(problem).Set(stations.Count);
            foreach (var (station, value) in stations.Worst)
            {
                named.Add((problem, station));
                _worst.WithLabels(problem, station).Set(value);
            }
        }

        foreach (var labels in _worst.GetAllLabelValues().Where(labels => !named.Contains((labels[0], labels[1]))).ToArray())
        {
            _worst.RemoveLabelled(labels);
        }
    }
}
