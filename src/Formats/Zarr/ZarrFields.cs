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
        using var decompressor = new Decompressor();
        var values = new T[count];
        var bytes = decompressor.Unwrap(checksummed ? Crc32C.Open(packed, "A chunk") : packed);
        if (bytes.Length != MemoryMarshal.AsBytes(values.AsSpan()).Length)
        {
            throw new InvalidDataException($"A chunk holds {bytes.Length} bytes instead of {count} values.");
        }

        bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
