using Slams.Pictures.Colours;
using Slams.Pictures.Graphs;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;
using Slams.Pictures.Tests.Support;
using Slams.Testing;

namespace Slams.Pictures.Tests.Graphs;

public sealed class GraphPictureTests
{
    // The line, and its band over white paper.
    private static readonly Rgb Line = new(0x00, 0x5F, 0x9E), Band = new(199, 220, 234), White = new(255, 255, 255);
    private static readonly GeoPoint Point = new(52, 13);

    public GraphPictureTests() => SystemFonts.Require();

    [Fact]
    public void Profiles_have_high_pressure_below_and_warm_to_the_right()
    {
        var picture = new Picture(ProfilePicture.Draw(SyntheticAnalysis.Make(), Point, new PictureSize(960, 760, 96)));

        // The left graph ends at 58 % of the width.
        int[] Columns(int row) => [.. picture.ColumnsWith(Line, row).Where(x => x < 500)];
        var rows = Enumerable.Range(120, 560).Where(row => Columns(row).Length > 0).ToArray();
        Assert.True(rows[^1] - rows[0] > 350);
        Assert.True(Columns(rows[0] + 10).Average() < Columns((rows[0] + rows[^1]) / 2).Average() - 50);
        Assert.True(Columns((rows[0] + rows[^1]) / 2).Average() < Columns(rows[^1] - 10).Average() - 20);
        // 850 hPa is next to 500 hPa, 100 hPa far above: the kink is in the lower half, as on a logarithmic axis.
        Assert.Equal(White, picture.At(2, 2));
        Assert.Equal(White, picture.At(2, 757));
    }

    [Fact]
    public void The_graph_of_departures_shows_the_spread()
    {
        var narrow = new Picture(ProfilePicture.Draw(
            SyntheticAnalysis.Make(spreadK: (level, _, _) => level == 0 ? 4 : 1), Point, new PictureSize(960, 760, 96)));

        int Width(int row) => narrow.ColumnsWith(Band, row).Count(x => x > 560);
        var rows = Enumerable.Range(120, 560).Where(row => Width(row) > 5).ToArray();
        Assert.Equal(4, (double)Width(rows[0] + 2) / Width(rows[^1] - 2), 0.6);
    }

    [Fact]
    public void Members_are_drawn_when_there_are_some()
    {
        var analysis = SyntheticAnalysis.Make();
        float[] Shifted(float by) => [.. analysis.MeanK.Select(value => value + by)];

        var without = new Picture(ProfilePicture.Draw(analysis, Point, new PictureSize(960, 760, 96)));
        var with = new Picture(ProfilePicture.Draw(analysis with { MembersK = [Shifted(-3), Shifted(3)] }, Point, new PictureSize(960, 760, 96)));

        // Grey lines beside the band in the graph of departures.
        static int Greys(Picture picture) => Enumerable.Range(580, 360).Count(x =>
            picture.At(x, 400) is var pixel && Math.Abs(pixel.Red - pixel.Green) < 12 && pixel.Blue - pixel.Red is > 4 and < 40 && pixel.Red < 210);
        Assert.True(Greys(with) >= Greys(without) + 2);
    }

    [Fact]
    public void Series_rise_with_time_and_their_band_has_the_width_of_the_spread()
    {
        var analyses = Enumerable.Range(0, 9).Select(n => SyntheticAnalysis.Make((_, _, _) => 250 + n, (_, _, _) => n < 4 ? 1 : 3, n)).ToArray();

        var picture = new Picture(SeriesPicture.Draw(analyses, 500, Point, new PictureSize(1100, 560, 96)));

        int Band(int column) => picture.RowsWith(GraphPictureTests.Band, column).Length;
        var columns = Enumerable.Range(90, 980).Where(column => Band(column) > 10).ToArray();
        Assert.True(columns[^1] - columns[0] > 700);
        Assert.Equal(3, (double)Band(columns[^1] - 10) / Band(columns[0] + 10), 0.7);
        double Height(int column) => picture.RowsWith(Line, column).Where(y => y > 110).Average();
        Assert.True(Height(columns[^1] - 10) < Height(columns[0] + 10) - 100);
    }

    [Fact]
    public void Series_break_where_a_cycle_failed()
    {
        var analyses = Enumerable.Range(0, 9).Select(n => n == 4 ? SyntheticAnalysis.Failed(n) : SyntheticAnalysis.Make(cycle: n)).ToArray();

        var picture = new Picture(SeriesPicture.Draw(analyses, 500, Point, new PictureSize(1100, 560, 96)));

        var drawn = Enumerable.Range(90, 980).Where(column => picture.RowsWith(Band, column).Length > 10).ToArray();
        var gaps = drawn.Zip(drawn.Skip(1)).Select(pair => pair.Second - pair.First).OrderDescending().ToArray();
        // Two of eight intervals.
        Assert.Equal((drawn[^1] - drawn[0]) / 4.0, gaps[0], 12.0);
        Assert.True(gaps[1] < 12);
    }
}
