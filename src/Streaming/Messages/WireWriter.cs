using System.Buffers.Binary;
using System.Text;

namespace Slams.Streaming.Messages;

/// <summary>
/// Writes the fields of a Protobuf message one after the other, in the bytes of the generated writer: what has the default value of its
/// type is left out, and what is optional and absent.
/// </summary>
/// <param name="buffer">Room for all of it.</param>
internal ref struct WireWriter(Span<byte> buffer)
{
    /// <summary>Most bytes of a field that is no text, its tag included.</summary>
    public const int LargestNumber = 5 + 10;

    private const uint LengthDelimited = 2, Fixed64 = 1;
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>What has been written.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>Most bytes of a field of text, its tag included.</summary>
    public static int LargestText(string text) => LargestNumber + Encoding.UTF8.GetMaxByteCount(text.Length);

    /// <summary>A whole number.</summary>
    public void Number(uint field, ulong value)
    {
        if (value != 0)
        {
            Varint(field << 3);
            Varint(value);
        }
    }

    /// <summary>A whole number that may be absent, with the sign in its last bit (<c>sint64</c>).</summary>
    public void Signed(uint field, long? value)
    {
        if (value is { } number)
        {
            Varint(field << 3);
            Varint((ulong)((number << 1) ^ (number >> 63)));
        }
    }

    /// <summary>A double that may be absent.</summary>
    public void Double(uint field, double? value)
    {
        if (value is { } number)
        {
            Varint((field << 3) | Fixed64);
            BinaryPrimitives.WriteDoubleLittleEndian(_buffer[_length..], number);
            _length += sizeof(double);
        }
    }

    /// <summary>Text, with its length in bytes before it.</summary>
    public void Text(uint field, string text)
    {
        if (text.Length > 0)
        {
            Varint((field << 3) | LengthDelimited);
            Varint((ulong)Encoding.UTF8.GetByteCount(text));
            _length += Encoding.UTF8.GetBytes(text, _buffer[_length..]);
        }
    }

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }
}
