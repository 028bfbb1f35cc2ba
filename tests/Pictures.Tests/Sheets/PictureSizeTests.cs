using Slams.Pictures.Sheets;

namespace Slams.Pictures.Tests.Sheets;

public sealed class PictureSizeTests
{
    [Fact]
    public void Resolution_scales_the_layout()
    {
        var size = new PictureSize(1800, 1200, 192);

        Assert.Equal(2, size.Scale);
        Assert.Equal((900, 600), (size.LayoutWidth, size.LayoutHeight));
    }

    [Theory]
    [InlineData(0, 500, 96, "1 to 12000")]
    [InlineData(500, 12001, 96, "1 to 12000")]
    [InlineData(500, 500, 0, "1 to 12000")]
    [InlineData(500, 500, 300, "at least 1313x938")]
    [InlineData(400, 500, 96, "at least 420x300")]
    public void Sizes_that_hold_nothing_are_refused(int width, int height, int dpi, string saying) =>
        Assert.Contains(saying, Assert.Throws<ArgumentException>(() => new PictureSize(width, height, dpi)).Message, StringComparison.Ordinal);

    [Fact]
    public void Lines_break_between_parts()
    {
        Assert.Equal(["a · bb", "cccc · d"], TextLines.Wrap("a · bb · cccc · d", 8, line => line.Length));
        Assert.Equal(["one", "much too wide", "one"], TextLines.Wrap("one · much too wide · one", 8, line => line.Length));
        Assert.Equal([""], TextLines.Wrap("", 8, line => line.Length));
    }

    [Fact]
    public void Areas_are_divided_without_overlap()
    {
        var columns = new Area(10, 0, 110, 20).Columns(3, 5);

        Assert.Equal([10, 45, 80], columns.Select(column => column.Left));
        Assert.All(columns, column => Assert.Equal(30, column.Width, 9));
        Assert.Equal(new Area(35, 0, 85, 25), new Area(10, 0, 110, 25).Fit(2));
    }
}
