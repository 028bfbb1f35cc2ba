using System.IO.Compression;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Diffusion.Analysts;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class CarriedStateTests
{
    private static readonly Cycle Cycle = CycleSchedule.SixHourly.CycleAt(DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(200_000)]
    public void Histories_come_back(int length)
    {
        byte[] histories = [.. Enumerable.Range(0, length).Select(value => (byte)value)];

        Assert.Equal(histories, Unpack(new CarriedState([1], [2], [3], [4], histories).Pack(Cycle, "model").Bytes.ToArray()).Histories);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(1 << 30)]
    public void Histories_of_another_length_than_they_claim_are_refused_and_take_no_memory_for_it(int claimed)
    {
        using var content = new MemoryStream();
        new DeflateStream(new MemoryStream(new CarriedState([1], [2], [3], [4], [7, 7, 7]).Pack(Cycle, "model").Bytes.ToArray()), CompressionMode.Decompress).CopyTo(content);
        // The length stands before the three bytes at the end.
        BitConverter.TryWriteBytes(content.GetBuffer().AsSpan((int)content.Length - 7), claimed);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content.GetBuffer().AsSpan(0, (int)content.Length));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Unpack(packed.ToArray()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 24);
    }

    private static CarriedState Unpack(byte[] bytes) => CarriedState.Unpack(new CycleState(Cycle, "model", bytes), 1, 1, 1);
}
