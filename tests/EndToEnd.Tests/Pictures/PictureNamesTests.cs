using Slams.Cli.Plotting;

namespace Slams.EndToEnd.Tests.Pictures;

public sealed class PictureNamesTests
{
    [Theory]
    [InlineData("a/x.nc b/y.nc", "x.png y.png")]
    [InlineData("a/x.nc b/x.nc", "a/x.png b/x.png")]
    [InlineData("a/x.nc b/x.nc4", "a/x.png b/x.png")]
    [InlineData("a/x.nc a/x.nc4", "x.nc.png x.nc4.png")]
    [InlineData("a/x.nc a/x.nc4 b/x.nc", "a/x.nc.png a/x.nc4.png b/x.nc.png")]
    [InlineData("a/x.nc a/../a/x.nc", "x.png x.png")]
    public void No_picture_takes_the_place_of_another(string files, string expected) =>
        Assert.Equal(expected.Split(' '), PictureNames.Of(files.Split(' ')).Select(name => name.Replace('\\', '/')));
}
