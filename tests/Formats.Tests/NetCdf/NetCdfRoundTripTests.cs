using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.NetCdf;

public sealed class NetCdfRoundTripTests
{
    internal static NetCdfWriter Sample() => new NetCdfWriter()
        .AddDimension("row", 2).AddDimension("column", 3).AddDimension("width", 5)
        .AddAttributes(
            NetCdfAttribute.OfText("title", "größer"), NetCdfAttribute.OfText("empty", ""),
            NetCdfAttribute.OfNumbers("odd", NetCdfType.Short, 1, -2, 3), NetCdfAttribute.OfNumbers("bytes", NetCdfType.Byte, -128, 127, 0))
        .AddVariable("scalar", [], NetCdfData.Of(new[] { 2.5 }), NetCdfAttribute.OfText("units", "K"))
        .AddVariable("bytes", ["column"], NetCdfData.Of(new sbyte[] { -1, 0, 1 }))
        .AddVariable("names", ["row", "width"], NetCdfData.OfText(5, "ab", "cdefg"))
        .AddVariable("shorts", ["column"], NetCdfData.Of(new short[] { short.MinValue, 7, short.MaxValue }))
        .AddVariable("ints", ["row"], NetCdfData.Of(new[] { int.MinValue, int.MaxValue }))
        .AddVariable("floats", ["row", "column"], NetCdfData.Of(new[] { 1f, 2, 3, 4, 5, float.NaN }));

    internal static byte[] Bytes(NetCdfWriter writer)
    {
        var stream = new MemoryStream();
        writer.WriteTo(stream);
        return stream.ToArray();
    }

    [Fact]
    public void EveryTypeComesBack()
    {
        using var file = NetCdfFile.Open(new MemoryStream(Bytes(Sample())));
        Assert.Equal("größer", file.Attributes.Text("title"));
        Assert.Equal("", file.Attributes.Text("empty"));
        Assert.Equal([1, -2, 3], file.Attributes.Find("odd")!.Numbers);
        Assert.Equal([-128, 127, 0], file.Attributes.Find("bytes")!.Numbers);
        Assert.Equal([2.5], file.ReadDoubles(file.Require("scalar")));
        Assert.Equal("K", file.Require("scalar").Attributes.Text("units"));
        Assert.Equal([-1, 0, 1], file.ReadInts(file.Require("bytes")));
        Assert.Equal(["ab", "cdefg"], file.ReadStrings(file.Require("names")));
        Assert.Equal([short.MinValue, 7, short.MaxValue], file.ReadInts(file.Require("shorts")));
        Assert.Equal([int.MinValue, int.MaxValue], file.ReadInts(file.Require("ints")));
        Assert.Equal([1, 2, 3, 4, 5, float.NaN], file.ReadFloats(file.Require("floats")));
        Assert.Equal([4, 5, float.NaN], file.ReadFloats(file.Require("floats"), 1, 1));
    }

    [Fact]
    public void BytesAreTheSameEveryTime() => Assert.Equal(Bytes(Sample()), Bytes(Sample()));

    [Fact]
    public void PartsAreWrittenAsTheyCome()
    {
        var whole = Bytes(new NetCdfWriter().AddDimension("n", 5).AddVariable("v", ["n"], NetCdfData.Of(new[] { 1f, 2, 3, 4, 5 })));
        IEnumerable<ReadOnlyMemory<float>> parts = [new[] { 1f, 2 }, Array.Empty<float>(), new[] { 3f, 4, 5 }];
        Assert.Equal(whole, Bytes(new NetCdfWriter().AddDimension("n", 5).AddVariable("v", ["n"], NetCdfData.Of(5, parts))));
        Assert.Throws<InvalidOperationException>(
            () => Bytes(new NetCdfWriter().AddDimension("n", 6).AddVariable("v", ["n"], NetCdfData.Of(6, parts))));
    }

    [Fact]
    public void WrongShapesAreRefused()
    {
        var writer = new NetCdfWriter().AddDimension("n", 2);
        Assert.Throws<ArgumentException>(() => writer.AddVariable("v", ["n"], NetCdfData.Of(new[] { 1f })));
        Assert.Throws<ArgumentException>(() => writer.AddVariable("v", ["m"], NetCdfData.Of(new[] { 1f })));
        Assert.Throws<ArgumentException>(() => writer.AddDimension("n", 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.AddDimension("zero", 0));
        Assert.Throws<ArgumentException>(() => NetCdfAttribute.OfNumbers("a", NetCdfType.Byte, 128));
        Assert.Throws<ArgumentException>(() => NetCdfData.OfText(2, "abc"));
    }

    [Fact]
    public void NcdumpReadsTheSame()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch["sample.nc"], Bytes(Sample()));
        Assert.Contains("64-bit offset", OutsideTool.Run("ncdump", "-k", scratch["sample.nc"]), StringComparison.Ordinal);
        var dump = OutsideTool.Run("ncdump", scratch["sample.nc"]);
        Assert.Contains("scalar = 2.5 ;", dump, StringComparison.Ordinal);
        Assert.Contains("bytes = -1, 0, 1 ;", dump, StringComparison.Ordinal);
        Assert.Contains("\"ab\",\n  \"cdefg\" ;", dump, StringComparison.Ordinal);
        Assert.Contains("shorts = -32768, 7, 32767 ;", dump, StringComparison.Ordinal);
        Assert.Contains(":odd = 1s, -2s, 3s ;", dump, StringComparison.Ordinal);
        Assert.Contains("4, 5, NaNf ;", dump, StringComparison.Ordinal);
    }
}
