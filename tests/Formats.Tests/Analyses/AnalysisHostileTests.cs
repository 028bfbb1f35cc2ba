using System.Buffers.Binary;
using Slams.Core.Grids;
using Slams.Formats.Analyses;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Tests.Analyses;

/// <summary>A damaged analysis file is refused as such, so that a publisher can skip it and go on.</summary>
public sealed class AnalysisHostileTests
{
    [Fact]
    public void EveryTruncationIsRefused()
    {
        var whole = Small();
        Assert.Equal(2, AnalysisFile.Read(new MemoryStream(whole)).MembersK.Count);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = new MemoryStream(whole[..length]);
            Assert.Throws<InvalidDataException>(() => AnalysisFile.Read(cut));
        }
    }

    [Fact]
    public void EveryWordOfTheFileMayBeHostile()
    {
        var whole = Small();
        for (var at = 0; at + 4 <= whole.Length; at += 4)
        {
            // The last two make doubles and floats that are no numbers and that are no times.
            foreach (var word in new[] { 0, 1, -1, 11, 12, int.MaxValue, int.MinValue, 0x20202020, 0x7FF80000, 0x4E7E37E4 })
            {
                var changed = whole.ToArray();
                BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(at), word);
                MustEndWell(changed);
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-9e10)]
    [InlineData(9e11)]
    public void AnImpossibleTimeIsRefused(double seconds)
    {
        var bytes = Small();
        using var file = NetCdfFile.Open(new MemoryStream(bytes));
        var stored = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(stored, file.ReadDoubles(file.Require("time"))[0]);
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(bytes.AsSpan().LastIndexOf(stored)), seconds);
        Assert.Throws<InvalidDataException>(() => AnalysisFile.Read(new MemoryStream(bytes)));
    }

    private static void MustEndWell(byte[] bytes)
    {
        try
        {
            AnalysisFile.Read(new MemoryStream(bytes));
        }
        catch (InvalidDataException)
        {
            // The documented way to refuse a file.
        }
    }

    private static byte[] Small()
    {
        var grid = new StateGrid(new LatLonGrid([-45, 45], [0, 180]), [50000, 85000]);
        float[] Field(float value) => [.. Enumerable.Repeat(value, grid.ValueCount)];
        var stream = new MemoryStream();
        AnalysisFile.Write(stream, AnalysisFileTests.Sample() with
        {
            Grid = grid,
            MeanK = Field(250),
            SpreadK = Field(1),
            MembersK = [Field(249), Field(251)],
        });
        return stream.ToArray();
    }
}
