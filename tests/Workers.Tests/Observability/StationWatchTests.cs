using Slams.Assimilator.Observability;

namespace Slams.Workers.Tests.Observability;

public sealed class StationWatchTests
{
    private readonly StationWatch _watch = new();

    [Fact]
    public void A_station_that_reported_regularly_is_silent_from_the_second_cycle_without_it_until_it_is_forgotten()
    {
        Report("A", 0, 1, 2, 3);
        Report("now and then", 3);

        Assert.Equal(0, _watch.Close(4, 10).Problems[StationWatch.Silent].Count);
        Assert.Equal([("A", 2.0)], _watch.Close(5, 10).Problems[StationWatch.Silent].Worst);
        Assert.Equal([("A", 100.0)], _watch.Close(103, 10).Problems[StationWatch.Silent].Worst);
        Assert.Equal(0, _watch.Close(200, 10).Problems[StationWatch.Silent].Count);
    }

    [Fact]
    public void A_bias_of_more_than_two_observation_errors_is_a_drift_one_wild_report_is_not()
    {
        for (var cycle = 0; cycle < 12; cycle++)
        {
            Report("biased", cycle);
            Report("wild", cycle);
            Report("fine", cycle);
            _watch.Departed("biased", -3);
            _watch.Departed("wild", cycle == 11 ? 15 : 0.5f);
            _watch.Departed("fine", cycle % 2 == 0 ? 3 : -3);
        }

        var (station, value) = Assert.Single(_watch.Close(11, 10).Problems[StationWatch.Drifting].Worst);
        Assert.Equal("biased", station);
        Assert.Equal(-3, value, 6);
    }

    [Fact]
    public void Stations_whose_reports_are_mostly_rejected_are_counted_and_only_the_worst_are_named()
    {
        for (var report = 0; report < 10; report++)
        {
            for (var station = 0; station < 30; station++)
            {
                _watch.Reported(report, $"S{station:00}", usable: report > 0 && station >= 20);
            }
        }

        var view = _watch.Close(9, 5);
        Assert.Equal(30, view.Reporting);
        Assert.Equal(20, view.Problems[StationWatch.Rejected].Count);
        Assert.Equal(["S00", "S01", "S02", "S03", "S04"], view.Problems[StationWatch.Rejected].Worst.Select(one => one.Station));
    }

    private void Report(string station, params int[] cycles) => Array.ForEach(cycles, cycle => _watch.Reported(cycle, station, usable: true));
}
