using System.Buffers.Binary;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.NetCdf;

/// <summary>Record variables, in files that the reference implementation (ncgen) made.</summary>
public sealed class NetCdfRecordTests
{
    private const string Several =
        """
        netcdf t { dimensions: r = UNLIMITED; x = 3; w = 5;
        variables: byte b(r, x); b:valid_range = 1b, 9b; double d(r); char c(r, w); int fixed(x); short s(r);
        data: b = 1,2,3, 4,5,6; d = 0.5, -1e300; c = "ab", "cdefg"; fixed = 7,8,9; s = -1, 300; }
        """;

    private const string Lone = "netcdf t { dimensions: r = UNLIMITED; x = 3; variables: byte b(r, x); data: b = 1,2,3, 4,5,6, 7,8,9; }";

    [Theory]
    [InlineData("classic")]
    [InlineData("64-bit offset")]
    public void RecordsInterleave(string kind)
    {
        using var file = Open(kind, Several, out _);
        Assert.Equal([1, 2, 3, 4, 5, 6], file.ReadInts(file.Require("b")));
        Assert.Equal([4, 5, 6], file.ReadInts(file.Require("b"), 1, 1));
        Assert.Equal([1, 9], file.Require("b").Attributes.Find("valid_range")!.Numbers);
        Assert.Equal([0.5, -1e300], file.ReadDoubles(file.Require("d")));
        Assert.Equal(["ab", "cdefg"], file.ReadStrings(file.Require("c")));
        Assert.Equal([7, 8, 9], file.ReadInts(file.Require("fixed")));
        Assert.Equal([-1, 300], file.ReadShorts(file.Require("s")));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadShorts(file.Require("s"), 1, 2));
        Assert.Throws<InvalidDataException>(() => file.ReadDoubles(file.Require("c")));
        Assert.Throws<InvalidDataException>(() => file.Require("none"));
    }

    [Fact]
    public void ALoneRecordVariableIsNotPadded()
    {
        using var file = Open("classic", Lone, out _);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], file.ReadInts(file.Require("b")));
    }

    [Fact]
    public void AnUnfinishedWriterLeavesTheNumberOfRecordsOpen()
    {
        using var whole = Open("classic", Several, out var bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), -1);
        using var file = NetCdfFile.Open(new MemoryStream(bytes));
        Assert.Equal(2, file.Dimensions.Single(d => d.IsRecord).Length);
        Assert.Equal(whole.ReadDoubles(whole.Require("d")), file.ReadDoubles(file.Require("d")));
    }

    private static NetCdfFile Open(string kind, string cdl, out byte[] bytes)
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch["t.cdl"], cdl);
        OutsideTool.Run("ncgen", "-k", kind, "-o", scratch["t.nc"], scratch["t.cdl"]);
        bytes = File.ReadAllBytes(scratch["t.nc"]);
        return NetCdfFile.Open(new MemoryStream(bytes));
    }
}
