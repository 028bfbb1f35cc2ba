using System.Buffers.Binary;
using System.Text;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// Finds links to other files in an HDF5 file before the library follows them: it would open whatever a link names. They are looked for
/// in the bytes, since nothing public of the library tells a link from what it leads to. A link message is never compressed nor split.
/// </summary>
internal static class Hdf5ExternalLinks
{
    private const byte Version = 1, HasKind = 0x08, HasOrder = 0x04, HasCharacterSet = 0x10, AllFlags = 0x1F, External = 64;
    private const int LongestMessage = 128 * 1024, BlockBytes = 1 << 20;

    /// <summary>The file that a link leads to; null where there is no such link. The stream is left at its start.</summary>
    public static string? Find(Stream stream)
    {
        var buffer = new byte[BlockBytes + LongestMessage];
        var kept = 0;
        stream.Position = 0;
        while (true)
        {
            var got = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var bytes = buffer.AsSpan(0, kept + got);
            var atEnd = got < buffer.Length - kept;
            var target = FindIn(bytes, atEnd ? bytes.Length : BlockBytes);
            if (target is not null || atEnd)
            {
                stream.Position = 0;
                return target;
            }

            // A message that begins in this block may end in the next.
            bytes[BlockBytes..].CopyTo(buffer);
            kept = bytes.Length - BlockBytes;
        }
    }

    private static string? FindIn(ReadOnlySpan<byte> bytes, int starts)
    {
        for (var at = 0; at < starts; at++)
        {
            var next = bytes[at..starts].IndexOf(Version);
            if (next < 0)
            {
                return null;
            }

            at += next;
            if (Target(bytes[at..]) is { } target)
            {
                return target;
            }
        }

        return null;
    }

    /// <summary>The file that a link message at the beginning of some bytes names; null where these are no such message.</summary>
    private static string? Target(ReadOnlySpan<byte> message)
    {
        if (message.Length < 3 || (message[1] & HasKind) == 0 || message[1] > AllFlags || message[2] != External)
        {
            return null;
        }

        var flags = message[1];
        var at = 3 + ((flags & HasOrder) != 0 ? 8 : 0) + ((flags & HasCharacterSet) != 0 ? 1 : 0);
        var width = 1 << (flags & 3);
        if (message.Length < at + width)
        {
            return null;
        }

        Span<byte> wide = stackalloc byte[8];
        message.Slice(at, width).CopyTo(wide);
        var name = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        at += width;
        if (name is 0 or > ushort.MaxValue || (ulong)message.Length < (ulong)at + name + 2)
        {
            return null;
        }

        at += (int)name;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(message[at..]);
        at += 2;
        return message.Length >= at + length ? FileOf(message.Slice(at, length)) : null;
    }

    /// <summary>Zero, the name of a file, zero, the name of an object, zero; and nothing else.</summary>
    private static string? FileOf(ReadOnlySpan<byte> value)
    {
        if (value.Length < 5 || value[0] != 0 || value[^1] != 0)
        {
            return null;
        }

        var names = value[1..^1];
        var end = names.IndexOf((byte)0);
        return end > 0 && names.Count((byte)0) == 1 && !names.ContainsAnyInRange((byte)1, (byte)31) ? Encoding.UTF8.GetString(names[..end]) : null;
    }
}
