using System.Buffers.Binary;
using FsCheck.Xunit;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Tests.NetCdf;

/// <summary>Whatever the bytes, reading ends in values or in <see cref="InvalidDataException"/>, and costs little memory.</summary>
public sealed class NetCdfHostileTests
{
    private const long AllocationLimit = 16 << 20;

    public static TheoryData<string> Samples => ["fixed", "records", "lone record"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void EveryTruncationIsRefusedOrHarmless(string sample)
    {
        var whole = Bytes(sample);
        var expected = ReadAll(whole);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            try
            {
                // Only the padding after the last value can be absent without loss.
                Assert.Equal(expected, ReadAll(cut));
                Assert.InRange(whole.Length - length, 0, 3);
            }
            catch (InvalidDataException exception)
            {
                Assert.Matches(length == 0 ? "empty" : "ends within|cut short", exception.Message);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void EveryWordOfTheFileMayBeHostile(string sample)
    {
        var whole = Bytes(sample);
        for (var at = 0; at + 4 <= whole.Length; at += 4)
        {
            foreach (var word in new[] { 0, 1, -1, 5, 10, 11, 12, 0x10000, int.MaxValue, int.MinValue, 0x7FFFFFF0, 0x40000000 })
            {
                var changed = whole.ToArray();
                BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(at), word);
                MustEndWell(changed);
            }
        }
    }

    [Property(MaxTest = 500)]
    public void RandomBytesAfterTheMagicEndWell(byte[] bytes, bool wide) =>
        MustEndWell([.. "CDF"u8, (byte)(wide ? 2 : 1), .. bytes]);

    [Property(MaxTest = 500)]
    public void RandomChangesEndWell(int[] places, byte[] values)
    {
        var bytes = Bytes("records");
        for (var i = 0; i < Math.Min(places.Length, values.Length); i++)
        {
            bytes[(int)((uint)places[i] % bytes.Length)] = values[i];
        }

        MustEndWell(bytes);
    }

    [Theory]
    [InlineData(new byte[] { }, "empty")]
    [InlineData(new[] { (byte)'C', (byte)'D' }, "ends within its first four bytes")]
    [InlineData(new byte[] { 0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10 }, "HDF5")]
    [InlineData(new[] { (byte)'C', (byte)'D', (byte)'F', (byte)5, (byte)0 }, "version 5")]
    [InlineData(new[] { (byte)'G', (byte)'R', (byte)'I', (byte)'B' }, "does not start like")]
    public void TheMessageSaysWhatTheFileIs(byte[] bytes, string part)
    {
        var exception = Assert.Throws<InvalidDataException>(() => NetCdfFile.Open(new MemoryStream(bytes)));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordVariableWithoutRecordsMayHaveRowsLargerThanTheFile()
    {
        var bytes = new RecordFileBuilder().Dimension("time", 0).Dimension("cell", 100_000)
            .Variable("t", NetCdfType.Float, [0, 1]).Build(records: 0, []);
        using var file = NetCdfFile.Open(new MemoryStream(bytes));
        Assert.Empty(file.ReadFloats(file.Require("t")));
        Assert.Equal(0, file.Dimensions[0].Length);
    }

    [Fact]
    public void RecordsInterleaveAndALoneOneIsNotPadded()
    {
        using var several = NetCdfFile.Open(new MemoryStream(Bytes("records")));
        Assert.Equal([1, 2, 3], several.ReadInts(several.Require("b")));
        Assert.Equal([10, 11, 20, 21, 30, 31], several.ReadInts(several.Require("s")));
        Assert.Equal([20, 21], several.ReadInts(several.Require("s"), 1, 1));
        using var lone = NetCdfFile.Open(new MemoryStream(Bytes("lone record")));
        Assert.Equal([1, 2, 3], lone.ReadInts(lone.Require("s")));
    }

    private static byte[] Bytes(string sample) => sample switch
    {
        "fixed" => NetCdfRoundTripTests.Bytes(NetCdfRoundTripTests.Sample()),
        "records" => new RecordFileBuilder().Dimension("time", 0).Dimension("pair", 2)
            .Variable("b", NetCdfType.Byte, [0]).Variable("s", NetCdfType.Short, [0, 1])
            .Build(3, [1, 0, 0, 0, 0, 10, 0, 11, 2, 0, 0, 0, 0, 20, 0, 21, 3, 0, 0, 0, 0, 30, 0, 31]),
        _ => new RecordFileBuilder().Dimension("time", 0).Variable("s", NetCdfType.Short, [0]).Build(3, [0, 1, 0, 2, 0, 3]),
    };

    private static void MustEndWell(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ReadAll(bytes);
        }
        catch (InvalidDataException)
        {
            // The documented way to refuse a file.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
    }

    private static List<string> ReadAll(byte[] bytes)
    {
        using var file = NetCdfFile.Open(new MemoryStream(bytes));
        var seen = new List<string>();
        foreach (var variable in file.Variables)
        {
            seen.Add(variable.Name);
            seen.AddRange(variable.Type == NetCdfType.Char
                ? file.ReadStrings(variable)
                : file.ReadDoubles(variable).Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        }

        return seen;
    }
}
