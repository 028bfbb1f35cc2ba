using Slams.Pictures.Graphs;
using Slams.Pictures.Projections;
using Slams.Testing;

namespace Slams.Pictures.Tests.Graphs;

public sealed class PointSeriesTests
{
    private static readonly GeoPoint Point = new(52, 13);

    [Fact]
    public void Values_are_interpolated_to_the_point()
    {
        var analysis = SyntheticAnalysis.Make(
            (level, latitude, longitude) => 200 + (50 * level) + (0.2 * latitude) + (0.1 * longitude), (level, latitude, _) => level + (0.01 * latitude));

        var series = Assert.Single(PointSeries.Of([analysis], 850, Point));
        var profile = PointProfile.Of(analysis with { MembersK = [analysis.MeanK, analysis.SpreadK] }, Point);

        Assert.Equal(300 + 10.4 + 1.3, series.MeanK[0], 3);
        Assert.Equal(2.52, series.SpreadK[0], 3);
        Assert.Equal(SyntheticAnalysis.LevelsPa, profile.PressuresPa);
        Assert.Equal([211.7, 261.7, 311.7], profile.MeanK.Select(value => Math.Round(value, 3)));
        Assert.Equal([0.52, 1.52, 2.52], profile.SpreadK.Select(value => Math.Round(value, 3)));
        Assert.Equal(profile.MeanK, profile.MembersK[0]);
        Assert.Equal(profile.SpreadK, profile.MembersK[1]);
    }

    [Fact]
    public void Cycles_come_in_order_with_gaps_where_some_are_missing()
    {
        var series = Assert.Single(PointSeries.Of(
            [Warm(5), Warm(0), SyntheticAnalysis.Failed(2), Warm(1), Warm(6)], 500, Point));

        Assert.Equal([0, 6, 18, 30, 36], series.Times.Select(time => (time - SyntheticAnalysis.Start).TotalHours));
        Assert.Equal([200, 201, float.NaN, 205, 206], series.MeanK.Select(value => MathF.Round(value, 3)));
        Assert.Equal([[0, 1], [3, 4]], SeriesPicture.Pieces(series));
    }

    [Fact]
    public void Runs_are_kept_apart_and_the_last_revision_counts()
    {
        var revised = Warm(0) with { Provenance = Warm(0).Provenance with { Revision = 1 }, MeanK = [.. Warm(0).MeanK.Select(value => value + 9)] };
        var other = Warm(0) with { Provenance = Warm(0).Provenance with { RunId = "a" } };

        var runs = PointSeries.Of([revised, Warm(0), other], 500, Point);

        Assert.Equal(["a", "run-1"], runs.Select(run => run.RunId));
        Assert.Equal(200, Assert.Single(runs[0].MeanK), 3);
        Assert.Equal(209, Assert.Single(runs[1].MeanK), 3);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        Assert.Contains("no memory", Refused(() => PointSeries.Of([SyntheticAnalysis.Failed()], 500, Point)), StringComparison.Ordinal);
        Assert.Contains(
            "None of 2 cycles", Refused(() => PointSeries.Of([SyntheticAnalysis.Failed(), SyntheticAnalysis.WithoutFields(1)], 500, Point)), StringComparison.Ordinal);
        Assert.Contains("different grids", Refused(() => PointSeries.Of([Warm(0), SyntheticAnalysis.Make(rows: 18)], 500, Point)), StringComparison.Ordinal);
        Assert.Contains("no level of 400", Refused(() => PointSeries.Of([Warm(0)], 400, Point)), StringComparison.Ordinal);
        Assert.Contains("no memory", Refused(() => PointProfile.Of(SyntheticAnalysis.Failed(), Point)), StringComparison.Ordinal);
    }

    private static Slams.Core.Analyses.Analysis Warm(int cycle) => SyntheticAnalysis.Make((_, _, _) => 200 + cycle, cycle: cycle);

    private static string Refused(Action draw) => Assert.Throws<InvalidDataException>(draw).Message;
}
