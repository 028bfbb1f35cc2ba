using System.Runtime.InteropServices;
using Google.Protobuf;
using ZstdSharp;

namespace Slams.Streaming.Messages;

/// <summary>Arrays of 4-byte numbers as little-endian, Zstd-compressed bytes.</summary>
internal static class PackedArray
{
    // Bounds what a damaged or hostile record can make a reader allocate: 16 Mi values are 64 MiB.
    public const int MaxValues = 1 << 24;

    private const int Level = 3;

    public static ByteString Pack<T>(T[] values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Packed arrays need a little-endian machine.");
        }

        using var compressor = new Compressor(Level);
        return ByteString.CopyFrom(compressor.Wrap(MemoryMarshal.AsBytes(values.AsSpan())));
    }

    public static T[] Unpack<T>(ByteString packed, int count, string name)
        where T : unmanaged
    {
        if (count is < 0 or > MaxValues)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{name} would have {count} values"));
        }

        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        int length;
        try
        {
            using var decompressor = new Decompressor();
            // The target has exactly the size expected, so that a compression bomb ends here.
            length = decompressor.Unwrap(packed.Span, bytes);
        }
        catch (ZstdException exception)
        {
            throw new InvalidDataException($"{name} cannot be decompressed: {exception.Message}", exception);
        }

        return length == bytes.Length
            ? values
            : throw new InvalidDataException(FormattableString.Invariant($"{name} has {length} bytes instead of {bytes.Length}"));
    }

    /// <summary>Number of values of a grid given by untrusted sizes.</summary>
    public static int Count(params ReadOnlySpan<uint> sizes)
    {
        var count = 1UL;
        foreach (var size in sizes)
        {
            count *= size;
            if (count > MaxValues)
            {
                throw new InvalidDataException(FormattableString.Invariant($"an array has more than {MaxValues} values"));
            }
        }

        return (int)count;
    }
}
