using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Slams.Formats.Zarr;

/// <summary>CRC-32C (Castagnoli, RFC 3720, appendix B.4), four little-endian bytes behind what it is of: the codec <c>crc32c</c> of Zarr v3.</summary>
internal static class Crc32C
{
    /// <summary>Length of a checksum in bytes.</summary>
    public const int Length = sizeof(uint);

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var value in bytes[(sizeof(ulong) * words.Length)..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    /// <summary>Writes the checksum of all bytes but the last four into these.</summary>
    public static void Seal(Span<byte> bytes) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[^Length..], Of(bytes[..^Length]));

    /// <summary>What the checksum is of.</summary>
    /// <param name="bytes">It and its checksum.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="InvalidDataException">The checksum is wrong.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> bytes, string what) =>
        bytes.Length >= Length && BinaryPrimitives.ReadUInt32LittleEndian(bytes[^Length..]) == Of(bytes[..^Length])
            ? bytes[..^Length]
            : throw new InvalidDataException($"{what} has a wrong checksum.");
}
