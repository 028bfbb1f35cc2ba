using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.NetCdf;

public sealed class NetCdfRecordsTests
{
    private static NetCdfWriter Writer() => new NetCdfWriter()
        .AddRecordDimension("time").AddDimension("x", 3)
        .AddVariable("x", ["x"], NetCdfData.Of(new[] { 1f, 2, 3 }))
        .AddRecordVariable("time", [], NetCdfType.Double)
        .AddRecordVariable("v", ["x"], NetCdfType.Short);

    private static byte[] Written(int records)
    {
        var stream = new MemoryStream();
        var file = NetCdfRecords.Begin(Writer(), stream);
        for (var i = 0; i < records; i++)
        {
            file.Append(NetCdfData.Of(new[] { 6.0 * i }), NetCdfData.Of(new[] { (short)i, (short)-i, (short)7 }));
        }

        file.Complete();
        return stream.ToArray();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Records_come_back(int records)
    {
        using var file = NetCdfFile.Open(new MemoryStream(Written(records)));

        Assert.Equal(Enumerable.Range(0, records).Select(i => 6.0 * i), file.ReadDoubles(file.Require("time")));
        Assert.Equal(Enumerable.Range(0, records).SelectMany(i => new[] { (short)i, (short)-i, (short)7 }), file.ReadShorts(file.Require("v")));
        Assert.Equal([1, 2, 3], file.ReadFloats(file.Require("x")));
    }

    [Fact]
    public void Other_readers_read_them()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch["records.nc"], Written(2));

        var text = OutsideTool.Run("ncdump", scratch["records.nc"]);

        Assert.Contains("time = UNLIMITED ; // (2 currently)", text, StringComparison.Ordinal);
        Assert.Contains("time = 0, 6 ;", text, StringComparison.Ordinal);
        Assert.Matches(@"v =\s+0, 0, 7,\s+1, -1, 7 ;", text);
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused()
    {
        var file = NetCdfRecords.Begin(Writer(), new MemoryStream());

        Assert.Throws<ArgumentException>(() => file.Append(NetCdfData.Of(new[] { 0.0 })));
        Assert.Throws<ArgumentException>(() => file.Append(NetCdfData.Of(new[] { 0.0 }), NetCdfData.Of(new short[2])));
        Assert.Throws<ArgumentException>(() => NetCdfRecords.Begin(new NetCdfWriter().AddRecordDimension("t").AddRecordVariable("t", [], NetCdfType.Int), new MemoryStream()));
        Assert.Throws<ArgumentException>(() => Writer().AddRecordDimension("again"));
    }
}
