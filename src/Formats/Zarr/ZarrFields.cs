using System.Runtime.InteropServices;
using ZstdSharp;

namespace Slams.Formats.Zarr;

/// <summary>Fields as chunks: little-endian, zstd, with a checksum behind it but in stores of earlier versions.</summary>
internal static class ZarrFields
{
    /// <summary>Level of the compression.</summary>
    public const int Level = 3;

    public static byte[] Pack<T>(ReadOnlySpan<T> values, bool checksummed)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Zarr stores are written on little-endian machines only.");
        }

        using var compressor = new Compressor(Level);
        var packed = compressor.Wrap(MemoryMarshal.AsBytes(values));
        var chunk = new byte[packed.Length + (checksummed ? Crc32C.Length : 0)];
        packed.CopyTo(chunk);
        if (checksummed)
        {
            Crc32C.Seal(chunk);
        }

        return chunk;
    }

    /// <exception cref="InvalidDataException">It is damaged, or holds another number of values.</exception>
    public static T[] Unpack<T>(ReadOnlySpan<byte> packed, int count, bool checksummed)
        where T : unmanaged
    {
        var compressed = checksummed ? Crc32C.Open(packed, "A chunk") : packed;
        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        try
        {
            using var decompressor = new Decompressor();
            // Into its place: a chunk that claims to be larger ends here, and does not take memory for it.
            var length = decompressor.Unwrap(compressed, bytes);
            return length == bytes.Length ? values : throw new InvalidDataException($"A chunk holds {length} bytes instead of {count} values.");
        }
        catch (ZstdException exception)
        {
            throw new InvalidDataException($"A chunk of {count} values cannot be decompressed: {exception.Message}", exception);
        }
    }
}
