using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Slams.Formats.NetCdf;

/// <summary>Turns arrays between the byte order of the machine and of the file.</summary>
internal static class BigEndian
{
    /// <summary>Swaps in place when the machine is little-endian; the way there and back is the same.</summary>
    public static void Swap<T>(Span<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            return;
        }

        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                var shorts = MemoryMarshal.Cast<T, short>(values);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<T, int>(values);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<T, long>(values);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    /// <summary>Writes values in file order through a buffer of bounded size.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<T> buffer = new T[Math.Min(values.Length, 16 * 1024)];
        while (!values.IsEmpty)
        {
            var part = buffer[..Math.Min(buffer.Length, values.Length)];
            values[..part.Length].CopyTo(part);
            Swap(part);
            stream.Write(MemoryMarshal.AsBytes(part));
            values = values[part.Length..];
        }
    }
}
