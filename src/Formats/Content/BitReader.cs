using System.Buffers.Binary;
using System.Numerics;

namespace Slams.Formats.Content;

/// <summary>Numbers of any width, most significant bit first, as BUFR and GRIB pack them. Reading past the end gives zeros and <see cref="Ended"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Bits of the widest number.</summary>
    public const int MaximumWidth = 48;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bits read.</summary>
    public long Position { get; set; }

    /// <summary>Whether more was asked for than there is.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bits left.</summary>
    public readonly long Left => (8L * _bytes.Length) - Position;

    /// <summary>A number of at most <see cref="MaximumWidth"/> bits.</summary>
    public ulong Read(int width)
    {
        if (!TryAdvance(width, out var position))
        {
            return 0;
        }

        var value = 0UL;
        var at = (int)(position >> 3);
        if (_bytes.Length - at >= sizeof(ulong) && width > 0)
        {
            // Of eight bytes at most seven bits are of what was before: the widest number fits into the rest.
            return (BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]) << (int)(position & 7)) >> (64 - width);
        }

        var end = position + width;
        var last = (int)((end + 7) >> 3);
        for (var i = at; i < last; i++)
        {
            value = (value << 8) | _bytes[i];
        }

        value >>= (int)((8L * last) - end);
        return value & Ones(width);
    }

    /// <summary>A number in unary: so many zeros, and a one behind them.</summary>
    public long ReadZeros()
    {
        var position = Position;
        for (var at = (int)(position >> 3); at < _bytes.Length; at++)
        {
            // Bits that were read before are no part of it.
            var rest = (uint)_bytes[at] & (at == (int)(position >> 3) ? 0xFFu >> (int)(position & 7) : 0xFF);
            if (rest != 0)
            {
                var one = (8L * at) + BitOperations.LeadingZeroCount(rest) - 24;
                Position = one + 1;
                return one - position;
            }
        }

        Ended = true;
        return 0;
    }

    /// <summary>Characters.</summary>
    public void Read(scoped Span<byte> characters)
    {
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = (byte)Read(8);
        }
    }

    /// <summary>Goes on without reading.</summary>
    public void Skip(long bits) => TryAdvance(bits, out _);

    /// <summary>All ones, which stand for a missing value.</summary>
    public static ulong Ones(int width) => (1UL << width) - 1;

    private bool TryAdvance(long bits, out long position)
    {
        position = Position;
        if (bits > Left)
        {
            Ended = true;
            return false;
        }

        Position += bits;
        return true;
    }
}
