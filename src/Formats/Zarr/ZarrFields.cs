using System.Runtime.InteropServices;
using ZstdSharp;

namespace Slams.Formats.Zarr;

/// <summary>Fields as chunks: little-endian, zstd.</summary>
internal static class ZarrFields
{
    /// <summary>Level of the compression.</summary>
    public const int Level = 3;

    public static byte[] Pack<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Zarr stores are written on little-endian machines only.");
        }

        using var compressor = new Compressor(Level);
        return compressor.Wrap(MemoryMarshal.AsBytes(values)).ToArray();
    }

    /// <exception cref="InvalidDataException">It holds another number of values.</exception>
    public static T[] Unpack<T>(ReadOnlySpan<byte> packed, int count)
        where T : unmanaged
    {
        using var decompressor = new Decompressor();
        var values = new T[count];
        var bytes = decompressor.Unwrap(packed);
        if (bytes.Length != MemoryMarshal.AsBytes(values.AsSpan()).Length)
        {
            throw new InvalidDataException($"A chunk holds {bytes.Length} bytes instead of {count} values.");
        }

        bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
