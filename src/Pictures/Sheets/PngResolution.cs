using System.Buffers.Binary;
using System.IO.Hashing;

namespace Slams.Pictures.Sheets;

/// <summary>Says in a PNG how many pixels an inch has: its chunk pHYs (PNG, third edition, 11.3.4.3), which Skia does not write.</summary>
internal static class PngResolution
{
    // After the signature comes the header, whose length is fixed.
    private const int AfterHeader = 8 + 12 + 13;
    private const double InchesPerMetre = 1 / 0.0254;

    public static byte[] Write(ReadOnlySpan<byte> png, int dpi)
    {
        var chunk = new byte[12 + 9];
        BinaryPrimitives.WriteInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk.AsSpan(4));
        var perMetre = (int)Math.Round(dpi * InchesPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(chunk.AsSpan(8), perMetre);
        BinaryPrimitives.WriteInt32BigEndian(chunk.AsSpan(12), perMetre);
        chunk[16] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(17), Crc32.HashToUInt32(chunk.AsSpan(4, 13)));
        return [.. png[..AfterHeader], .. chunk, .. png[AfterHeader..]];
    }
}
