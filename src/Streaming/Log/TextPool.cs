using System.Buffers.Binary;
using System.Text;

namespace Slams.Streaming.Log;

/// <summary>
/// Strings of UTF-8 text, the same one for the same text as long as it is remembered: a log names the same few thousand stations
/// over and over, and a string made for each record would be a good part of the cost of reading it. Remembers at most one text
/// for each of its slots, and no long one. Not thread-safe.
/// </summary>
internal sealed class TextPool
{
    private const int Slots = 1 << 16;
    private const int LongestBytes = 64;
    private const ulong Mix = 0x9E3779B97F4A7C15UL;

    private readonly string?[] _known = new string?[Slots];

    /// <summary>The text as <see cref="Encoding.UTF8"/> reads it.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var known = ref _known[Slot(utf8)];
        if (known is null || !Ascii.Equals(utf8, known))
        {
            // Text beyond ASCII never equals, and is made anew each time.
            known = Encoding.UTF8.GetString(utf8);
        }

        return known;
    }

    private static int Slot(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Mix;
        }

        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Mix;
        }

        return (int)(hash >> 40) & (Slots - 1);
    }
}
