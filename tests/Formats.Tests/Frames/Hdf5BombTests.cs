using System.IO.Compression;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;
using Slams.Formats.Frames.Gridded;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Frames;

/// <summary>HDF5 files that would make the reader allocate without bound, or read other files of the machine.</summary>
public sealed class Hdf5BombTests
{
    [Fact]
    public void A_chunk_that_expands_beyond_its_size_is_given_up()
    {
        var bomb = Zip(new byte[64 << 20]);
        Assert.True(bomb.Length < 100_000, "It should be a bomb.");

        var exception = Assert.Throws<InvalidDataException>(
            () => new Hdf5Deflate().Filter(new FilterInfo(H5FilterFlags.Decompress, [], ChunkSize: 4096, bomb)));

        Assert.Contains("more than the 4096 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_of_its_size_is_whole()
    {
        var values = Enumerable.Range(0, 4096).Select(i => (byte)(i * 7)).ToArray();

        Assert.Equal(values, new Hdf5Deflate().Filter(new FilterInfo(H5FilterFlags.Decompress, [], ChunkSize: 4096, Zip(values))).ToArray());
    }

    [Fact]
    public void Chunks_have_a_largest_size()
    {
        using var file = H5File.Open(new MemoryStream(Written(new H5File { ["rlut"] = new H5Dataset(new float[4, 8], chunks: [2, 4]) })));
        var dataset = (NativeDataset)file.Dataset("rlut");

        Hdf5Layout.Require(dataset, 2 * 4 * sizeof(float));
        var exception = Assert.Throws<InvalidDataException>(() => Hdf5Layout.Require(dataset, (2 * 4 * sizeof(float)) - 1));

        Assert.Contains("chunks of more than 31 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chunks_side_by_side_are_kept_for_the_rows_below_up_to_a_size()
    {
        using var file = H5File.Open(new MemoryStream(Written(new H5File { ["rlut"] = new H5Dataset(new float[4, 9], chunks: [2, 4]), ["whole"] = new H5Dataset(new float[4, 9]) })));
        var dataset = (NativeDataset)file.Dataset("rlut");

        Assert.Equal(3 * 2 * 4 * sizeof(float), (int)Hdf5Layout.BytesSideBySide(dataset, 96));
        Assert.Equal((2, 1), (Hdf5Layout.RowsPerChunk(dataset), Hdf5Layout.RowsPerChunk((NativeDataset)file.Dataset("whole"))));
        Assert.Equal(0UL, Hdf5Layout.BytesSideBySide((NativeDataset)file.Dataset("whole"), 0));
        Assert.Contains("side by side", Assert.Throws<InvalidDataException>(() => Hdf5Layout.BytesSideBySide(dataset, 95)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_chunks_go_where_there_is_no_more_room()
    {
        var cache = new Hdf5ChunkCache(20);
        var read = new List<ulong>();
        foreach (var chunk in new ulong[] { 1, 2, 1, 2, 3, 2, 1, 3 })
        {
            Assert.Equal(chunk, cache.GetChunk(chunk, () => Read(chunk)).Span[0]);
        }

        Assert.Equal([1, 2, 3, 1], read);
        cache.GetChunk(9, () => new byte[100]);
        cache.GetChunk(3, () => Read(3));
        Assert.Equal([1, 2, 3, 1, 3], read);

        Memory<byte> Read(ulong chunk)
        {
            read.Add(chunk);
            return new byte[10].Select(_ => (byte)chunk).ToArray();
        }
    }

    [Fact]
    public async Task An_attribute_of_very_many_values_is_not_read()
    {
        var letter = Assert.Single(await FrameReading.ReadAsync(Written(new H5File
        {
            ["rlut"] = new H5Dataset(new float[2, 3])
            {
                Attributes = { ["standard_name"] = "toa_outgoing_longwave_flux", ["units"] = new byte[5000] },
            },
        }))).Unreadable!;

        Assert.Contains("more than 4096 values", letter.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HostileHdf5.ExternalStorage, "in another file")]
    [InlineData(HostileHdf5.VirtualDataset, "in another file")]
    [InlineData(HostileHdf5.CompactLink, "a link to another file, '/etc/other.nc'")]
    [InlineData(HostileHdf5.DenseLink, "a link to another file, '/etc/other.nc'")]
    [InlineData(HostileHdf5.LoopsInATable, "a link that leads to itself")]
    [InlineData(HostileHdf5.LoopsInAHeap, "a link that leads to itself")]
    [InlineData(HostileHdf5.GreatChunk, "chunks of more than 536870912 bytes")]
    public async Task A_file_of_the_reference_library_that_leads_elsewhere_or_expands_is_a_dead_letter(string content, string reason)
    {
        var letter = Assert.Single(await FrameReading.ReadAsync(HostileHdf5.Bytes(content))).Unreadable!;

        Assert.Contains(reason, letter.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData((1 << 20) - 9)]
    [InlineData((1 << 20) + 77)]
    public void Links_are_found_wherever_they_are(int before)
    {
        byte[] message = [1, 0x1C, 64, .. new byte[8], 1, 4, .. "link"u8, 12, 0, 0, .. "/a.h5"u8, 0, .. "/dat"u8, 0];
        var file = new byte[before + message.Length];
        Array.Fill(file, (byte)1);
        message.CopyTo(file, before);

        Assert.Equal("/a.h5", Hdf5ExternalLinks.Find(new MemoryStream(file)));
        Assert.Null(Hdf5ExternalLinks.Find(new MemoryStream(file[..^1])));
    }

    /// <summary>It would end the process, not the test alone.</summary>
    [Fact]
    public async Task A_link_that_leads_to_itself_is_a_dead_letter()
    {
        // A link to an object at an address, 't', becomes one without a name to what has no name: the first bytes of the address are the lengths.
        var file = Written(new H5File { ["rlut"] = new H5Dataset(new float[4, 8]), ["t"] = new H5Dataset(new float[4]) });
        byte[] hard = [1, 0x12, 1, 1, 0, 0, 0, (byte)'t'];
        var at = file.AsSpan().IndexOf(hard);
        Assert.True(at > 0, "The library writes links in another way.");
        file[at + 1] = 0xED;

        var letter = Assert.Single(await FrameReading.ReadAsync(file)).Unreadable!;

        Assert.Contains("of kind Soft, which is not followed", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_of_more_than_the_file_has_is_refused_before_it_is_allocated()
    {
        var file = Written(new H5File { ["rlut"] = new H5Dataset(new float[4, 8]) });
        byte[] hard = [4, 0, 0, 0, (byte)'r', (byte)'l', (byte)'u', (byte)'t'];
        var at = file.AsSpan().IndexOf(hard);
        Assert.True(at > 0, "The library writes links in another way.");
        file[at + 3] = 0x7F;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var exception = Assert.Throws<InvalidDataException>(() => new Hdf5GridFile(new MemoryStream(file)));

        Assert.Contains("The file says that 2130706436 bytes follow", exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 << 20);
    }

    [Fact]
    public void Random_bytes_have_no_links()
    {
        var bytes = new byte[8 << 20];
        new Random(1995).NextBytes(bytes);

        Assert.Null(Hdf5ExternalLinks.Find(new MemoryStream(bytes)));
    }

    /// <summary>Opening a pipe waits for a writer who never comes.</summary>
    [Fact]
    public async Task A_pipe_is_empty_and_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes with names are made by mkfifo.");
        using var scratch = new ScratchFolder();
        using (var made = System.Diagnostics.Process.Start("mkfifo", [scratch["pipe.nc"]]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var letter = Assert.Single(await FrameReading.ReadAsync(scratch["pipe.nc"])).Unreadable!;

        Assert.Equal("The file is empty.", letter.Reason);
    }

    private static byte[] Written(H5File file)
    {
        using var scratch = new ScratchFolder();
        file.Write(scratch["file.nc"]);
        return File.ReadAllBytes(scratch["file.nc"]);
    }

    private static byte[] Zip(byte[] bytes)
    {
        var zipped = new MemoryStream();
        using (var zip = new ZLibStream(zipped, CompressionLevel.SmallestSize))
        {
            zip.Write(bytes);
        }

        return zipped.ToArray();
    }
}
