using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.NetCdf;

public sealed class NetCdfRealFileTests
{
    [Fact]
    public void RecordVariablesOfTheHourlySurfaceFiles()
    {
        using var file = NetCdfFile.Open(SharedFiles.Path("real", "sao", "95031800_sao.cdf"));
        Assert.Equal(2084, file.Dimensions.Single(d => d.IsRecord).Length);
        Assert.Equal("Surface converted data", file.Attributes.Text("title"));
        var ids = file.ReadStrings(file.Require("id"));
        Assert.Equal(2084, ids.Length);
        Assert.Equal(["NUQ", "MMMD", "ABE"], ids[..3]);
        Assert.Equal(-9999, file.Require("T").Attributes.Number("_FillValue"));
        var temperatures = file.ReadFloats(file.Require("T"));
        Assert.Equal(temperatures[100..110], file.ReadFloats(file.Require("T"), 100, 10));
        Assert.Equal(4, file.Require("WX").RowLength);
    }
}
