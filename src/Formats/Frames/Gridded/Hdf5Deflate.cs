using System.IO.Compression;
using PureHDF.Filters;

namespace Slams.Formats.Frames.Gridded;

/// <summary>Deflate as HDF5 has it, that ends where a chunk has become larger than it says: the library's own goes on as long as there are bytes.</summary>
internal sealed class Hdf5Deflate : IH5Filter
{
    // Checksums of other filters may follow what the chunk holds.
    private const int Slack = 64;

    private readonly DeflateFilter _own = new();

    public ushort FilterId => _own.FilterId;

    public string Name => _own.Name;

    public uint[] GetParameters(uint[] chunkDimensions, uint typeSize, Dictionary<string, object>? options) =>
        _own.GetParameters(chunkDimensions, typeSize, options);

    public Memory<byte> Filter(FilterInfo info)
    {
        if (!info.Flags.HasFlag(H5FilterFlags.Decompress))
        {
            return _own.Filter(info);
        }

        using var unzipped = new ZLibStream(new MemoryStream(info.Buffer.ToArray(), writable: false), CompressionMode.Decompress);
        var chunk = new byte[checked(info.ChunkSize + Slack)];
        var length = unzipped.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        return length < chunk.Length
            ? chunk.AsMemory(0, length)
            : throw new InvalidDataException(FormattableString.Invariant($"A chunk expands to more than the {info.ChunkSize} bytes that it should have."));
    }
}
