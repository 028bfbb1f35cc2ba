using System.Diagnostics;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Core.Randomness;

namespace Slams.Core.Tests.Quality;

public sealed class InnovationChecksTests
{
    private static readonly InnovationChecks Checks = new(new InnovationCheckOptions(), "K");

    [Fact]
    public void A_departure_beyond_the_errors_of_both_is_rejected_with_its_numbers()
    {
        var verdicts = Checks.Judge([At("A", 50, 10, 9.1), At("B", -50, 10, 8.9)]);

        Assert.Equal(QualityFlag.FirstGuessDeparture, verdicts[0].Flag);
        Assert.Equal("departs by +9.1 K from the background (at most 9.0 K with errors of 1.5 and 1.0 K)", verdicts[0].Reason);
        Assert.Equal(InnovationVerdict.Passed, verdicts[1]);
    }

    [Fact]
    public void A_limit_of_nothing_turns_a_check_off()
    {
        Innovation[] innovations = [.. Network(5, 5, (row, column) => (row, column) == (2, 2) ? 60 : 0)];
        QualityFlag Middle(InnovationCheckOptions options) => new InnovationChecks(options, "K").Judge(innovations)[12].Flag;

        Assert.Equal(QualityFlag.FirstGuessDeparture, Middle(new InnovationCheckOptions()));
        Assert.Equal(QualityFlag.FirstGuessDeparture, Middle(new InnovationCheckOptions { BuddyDeviations = 0 }));
        Assert.Equal(QualityFlag.BuddyDeparture, Middle(new InnovationCheckOptions { BackgroundDeviations = 0 }));
        Assert.Equal(QualityFlag.Assimilated, Middle(new InnovationCheckOptions { BackgroundDeviations = 0, BuddyDeviations = 0 }));
    }

    [Fact]
    public void The_one_that_disagrees_is_rejected_and_not_its_neighbours()
    {
        // Within the background's limit, and against it where neighbours say that the background is 4 K too cold.
        var verdicts = Checks.Judge([.. Network(5, 5, (row, column) => (row, column) == (2, 2) ? -8 : 4)]);

        Assert.Equal(QualityFlag.BuddyDeparture, verdicts[12].Flag);
        Assert.Matches(@"^departs by -8\.0 K from the background where 12 neighbours make \+[34]\.\d K likely \(at most \d+\.\d K apart\)$", verdicts[12].Reason);
        Assert.All(verdicts.Where((_, i) => i != 12), verdict => Assert.Equal(InnovationVerdict.Passed, verdict));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_gross_error_in_a_thin_network_takes_nobody_with_it(bool reverse)
    {
        Innovation[] thin =
        [
            At("A", 80.1, 16.3, 53), At("B", 78.1, 14.2, -4.6), At("C", 80.1, 31.5, -2.9), At("D", 69.7, 18.9, -0.2), At("E", 71.1, 28.2, 0.2), At("F", 70.4, 31.1, 1.8),
        ];
        var rejected = thin.Zip(reverse ? Checks.Judge([.. thin.Reverse()]).Reverse() : Checks.Judge(thin)).Where(pair => pair.Second.Flag != QualityFlag.Assimilated);

        Assert.Equal("A", Assert.Single(rejected).First.StationId);
    }

    [Fact]
    public void Two_gross_errors_side_by_side_do_not_support_each_other()
    {
        var verdicts = Checks.Judge([.. Network(5, 5, (row, column) => row == 2 && column is 2 or 3 ? 25 : 0)]);

        Assert.Equal(2, verdicts.Count(verdict => verdict.Flag == QualityFlag.FirstGuessDeparture));
        Assert.Equal((QualityFlag.FirstGuessDeparture, QualityFlag.FirstGuessDeparture), (verdicts[12].Flag, verdicts[13].Flag));
        Assert.Contains("neighbours agree", verdicts[12].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_background_is_wrong_over_a_region_neighbours_that_agree_are_kept()
    {
        // A surge of 14 K over half of the network, and one station within it that has seen 20 K less.
        var verdicts = Checks.Judge([.. Network(6, 8, (row, column) => (row, column) == (2, 1) ? -6 : column < 4 ? 14 + (0.5 * row) : 0)]);

        Assert.Equal(QualityFlag.BuddyDeparture, verdicts[17].Flag);
        Assert.All(verdicts.Where((_, i) => i != 17), verdict => Assert.Equal(QualityFlag.Assimilated, verdict.Flag));
        Assert.Matches(@"^departs by \+14\.0 K from the background \(at most 9\.0 K\), but \d+ of \d+ neighbours agree, which make \+1\d\.\d K likely$", verdicts[0].Reason);
    }

    [Fact]
    public void Reports_of_one_station_and_of_one_place_are_one_witness()
    {
        Innovation[] ofStation = [.. Enumerable.Range(0, 6).Select(i => At("A", 50 + (0.1 * i), 10, 30))];
        Innovation[] ofPlace = [.. Enumerable.Range(0, 6).Select(i => At($"P{i}", 20, 10, 30))];

        Assert.All(Checks.Judge(ofStation), verdict => Assert.Equal(QualityFlag.FirstGuessDeparture, verdict.Flag));
        Assert.All(Checks.Judge(ofPlace), verdict => Assert.Equal(QualityFlag.FirstGuessDeparture, verdict.Flag));
    }

    [Fact]
    public void A_station_that_reports_often_goes_as_a_whole_and_its_neighbours_stay()
    {
        // Every ten minutes of a window.
        string[] stations = ["near", "bad", "west", "east"];
        double[] longitudes = [10.3, 10, 4.4, 15.6];
        Innovation[] innovations = [.. Enumerable.Range(0, 4 * 36).Select(i => At(stations[i % 4], 50, longitudes[i % 4], i % 4 == 1 ? 25 + (0.01 * i) : 0))];

        Innovation[] byName = [.. innovations.OrderBy(one => one.StationId, StringComparer.Ordinal)];
        foreach (var order in new[] { innovations, [.. innovations.Reverse()], byName, [.. byName.Reverse()] })
        {
            var expected = order.Select(one => one.StationId == "bad" ? QualityFlag.FirstGuessDeparture : QualityFlag.Assimilated);
            Assert.Equal(expected, Checks.Judge(order).Select(verdict => verdict.Flag));
        }
    }

    [Fact]
    public void A_ship_on_its_way_is_one_witness_under_two_names_too()
    {
        // Six places 5 km apart, of which now one name comes first and now the other, and a station within sight that is as wrong.
        Innovation[] ship = [.. Enumerable.Range(0, 12).Select(i => At((i + (i / 2)) % 2 == 0 ? "A" : "B", 50 + (0.05 * (i / 2)), 10, 30))];
        Innovation[] withStation = [.. ship, At("C", 50.1, 10.4, 30)];

        Assert.All(Checks.Judge(ship), verdict => Assert.Equal(QualityFlag.FirstGuessDeparture, verdict.Flag));
        Assert.All(Checks.Judge([.. ship.Reverse()]), verdict => Assert.Equal(QualityFlag.FirstGuessDeparture, verdict.Flag));
        Assert.All(Checks.Judge(withStation), verdict => Assert.Equal(QualityFlag.FirstGuessDeparture, verdict.Flag));
    }

    [Fact]
    public void At_a_pole_a_place_is_one_whatever_the_longitude()
    {
        Innovation[] north = [.. Enumerable.Range(0, 6).Select(i => At($"N{i}", 89.999, 60 * i, 30))];
        Innovation[] south = [.. Enumerable.Range(0, 6).Select(i => At($"S{i}", -89.98, 0.3 * i, 30))];

        Assert.All(Checks.Judge([.. north, .. south]), verdict => Assert.Equal(QualityFlag.FirstGuessDeparture, verdict.Flag));
    }

    [Fact]
    public void Neighbours_are_found_across_the_date_line_and_the_pole()
    {
        Innovation[] around = [.. Enumerable.Range(0, 12).Select(i => At($"P{i}", 88, 30 * i, 15)), .. Enumerable.Range(0, 6).Select(i => At($"D{i}", i, i % 2 == 0 ? 179 : -179.5, 15))];

        Assert.All(Checks.Judge(around), verdict => Assert.Equal(QualityFlag.Assimilated, verdict.Flag));
    }

    [Fact]
    public void What_is_not_a_number_passes_and_says_nothing()
    {
        var verdicts = Checks.Judge([At("A", 0, 0, double.NaN), At("B", 0, 1, double.PositiveInfinity), At("C", 0, 2, 1)]);

        Assert.All(verdicts, verdict => Assert.Equal(InnovationVerdict.Passed, verdict));
        Assert.Empty(Checks.Judge([]));
    }

    [Fact]
    public void Innovations_as_they_should_be_are_not_rejected()
    {
        var noise = new float[20_000];
        CounterRandom.FillNormal(1, 1, noise);
        var verdicts = Checks.Judge([.. Enumerable.Range(0, 10_000).Select(i => At($"S{i}", -80 + (i * 0.016), i * 37.7 % 360, (1.5 * noise[i]) + noise[10_000 + i]))]);

        Assert.InRange(verdicts.Count(verdict => verdict.Flag != QualityFlag.Assimilated), 0, 2);
    }

    [Fact]
    public void Verdicts_do_not_depend_on_the_order()
    {
        Innovation[] innovations = [.. Network(12, 12, (row, column) => (row * 31) + (column * 17) is var mixed && mixed % 7 == 0 ? 20 + (0.01 * mixed) : 0.001 * mixed)];
        var (verdicts, reversed) = (Checks.Judge(innovations), Checks.Judge([.. innovations.Reverse()]));

        Assert.Contains(verdicts, verdict => verdict.Flag != QualityFlag.Assimilated);
        Assert.Equal(verdicts.Select(verdict => verdict.Flag), reversed.Reverse().Select(verdict => verdict.Flag));
    }

    [Fact]
    public void Crowded_networks_take_their_time_and_no_more()
    {
        // Thirty thousand stations within 300 km, a tenth of them wrong; comparing all pairs would be 450 million.
        var start = Stopwatch.GetTimestamp();
        var verdicts = Checks.Judge([.. Enumerable.Range(0, 30_000).Select(i => At($"S{i}", 50 + (0.015 * (i / 175)), 8 + (0.015 * (i % 175)), i % 10 == 3 ? 25 : 0))]);

        Assert.Equal(3_000, verdicts.Count(verdict => verdict.Flag == QualityFlag.FirstGuessDeparture));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
    }

    private static Innovation At(string station, double latitude, double longitude, double departure) => new(station, latitude, longitude, departure, 1.5, 1);

    private static IEnumerable<Innovation> Network(int rows, int columns, Func<int, int, double> departure) =>
        from row in Enumerable.Range(0, rows)
        from column in Enumerable.Range(0, columns)
        select At($"R{row}C{column}", 45 + (1.1 * row), 5 + (1.7 * column), departure(row, column));
}
