using PureHDF;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Frames;

public sealed class HostileFrameTests
{
    private const int HeapHeaderBytes = 16, SizeWithinObject = 8;

    /// <summary>
    /// netCDF-4 keeps texts as objects in heaps, each with its size before it; the HDF5 library allocates what is stated there.
    /// </summary>
    [Theory]
    [InlineData(1UL << 33)]
    [InlineData(1UL << 45)]
    [InlineData(1UL << 62)]
    public async Task ATextThatStatesAnImpossibleSizeIsADeadLetter(ulong size)
    {
        using var scratch = new ScratchFolder();
        new H5File { ["rlut"] = new H5Dataset(new float[2, 3]) { Attributes = { ["standard_name"] = "toa_outgoing_longwave_flux" } } }
            .Write(scratch["frame.nc"]);
        var bytes = File.ReadAllBytes(scratch["frame.nc"]);
        var heap = bytes.AsSpan().IndexOf("GCOL"u8);
        Assert.True(heap > 0, "The library wrote no heap.");
        BitConverter.TryWriteBytes(bytes.AsSpan(heap + HeapHeaderBytes + SizeWithinObject), size);
        var item = Assert.Single(await FrameReading.ReadAsync(bytes));
        Assert.Equal(0, item.Unreadable?.Record);
        Assert.NotEmpty(item.Unreadable!.Reason);
    }
}
