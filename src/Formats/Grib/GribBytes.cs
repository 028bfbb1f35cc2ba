using System.Buffers.Binary;

namespace Slams.Formats.Grib;

/// <summary>Numbers of GRIB sections by their octets, counted from 1 as in the tables of the WMO.</summary>
internal static class GribBytes
{
    /// <summary>All ones, which stand for a missing number.</summary>
    public const uint Missing = uint.MaxValue;

    public static int Octet(this ReadOnlySpan<byte> section, int octet) => section[octet - 1];

    public static int U16(this ReadOnlySpan<byte> section, int octet) => BinaryPrimitives.ReadUInt16BigEndian(section[(octet - 1)..]);

    public static uint U32(this ReadOnlySpan<byte> section, int octet) => BinaryPrimitives.ReadUInt32BigEndian(section[(octet - 1)..]);

    public static ulong U64(this ReadOnlySpan<byte> section, int octet) => BinaryPrimitives.ReadUInt64BigEndian(section[(octet - 1)..]);

    public static float Single(this ReadOnlySpan<byte> section, int octet) => BinaryPrimitives.ReadSingleBigEndian(section[(octet - 1)..]);

    /// <summary>A number whose first bit is its sign, of so many octets (regulation 92.1.5).</summary>
    public static long Signed(this ReadOnlySpan<byte> section, int octet, int octets)
    {
        var magnitude = (long)(section[octet - 1] & 0x7F);
        for (var i = 1; i < octets; i++)
        {
            magnitude = (magnitude << 8) | section[octet - 1 + i];
        }

        return (section[octet - 1] & 0x80) != 0 ? -magnitude : magnitude;
    }
}
